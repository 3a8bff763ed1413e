import heureum as tf

x = tf.constant(0.5, name="x")

# ko: 앞의 값이 있어야 다음 값을 압니다. 작업자가 늘어도 빨라지지 않습니다.
# en: Each value needs the one before. More workers don't make it faster.
y = x
for k in range(12):
    y = tf.sin(y, name=f"step_{k}")

with tf.Session(workers=2) as sess:
    print("y =", sess.run(y))
