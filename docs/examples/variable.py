import heureum as tf

count = tf.Variable(0, name="count")
step = tf.assign_add(count, 1, name="step")

with tf.Session() as sess:
    try:
        sess.run(count)
    except tf.errors.FailedPreconditionError as error:
        print(type(error).__name__)
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(step)
    print("count =", sess.run(count))

# ko: 새 세션은 처음부터 셉니다.
# en: A new session counts from the start.
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print("count =", sess.run(count))
