import heureum as tf

x = tf.placeholder(tf.float32, shape=[None], name="x")
double = tf.multiply(x, 2.0, name="double")
total = tf.reduce_sum(double, name="total")

with tf.Session() as sess:
    # ko: 하나를 가져오기
    # en: Fetch one
    print(sess.run(total, feed_dict={x: [1.0, 2.0, 3.0]}))
    # ko: 여럿을 한 번에, 원하는 모양으로 가져오기
    # en: Fetch several at once, in a shape of your own
    print(sess.run({"sum": total, "both": [x, double]}, {x: [1.0, 2.0]}))
    # ko: 플레이스홀더가 아닌 텐서에 넣기
    # en: Feed a tensor that is no placeholder
    print(sess.run(total, {double: [10.0, 20.0]}))
