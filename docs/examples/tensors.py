import heureum as tf

scalar = tf.constant(7.0, name="scalar")
vector = tf.constant([1.0, 2.0, 3.0], name="vector")
matrix = tf.constant([[1, 2, 3], [4, 5, 6]], name="matrix")
# ko: 가로 3, 세로 2인 흑백 그림 두 장
# en: Two grey pictures, 3 wide and 2 high
pictures = tf.constant(
    [
        [[0.0, 0.5, 1.0], [0.5, 1.0, 0.5]],
        [[1.0, 0.5, 0.0], [0.5, 0.0, 0.5]],
    ],
    dtype=tf.float64,
    name="pictures",
)

with tf.Session() as sess:
    for tensor in (scalar, vector, matrix, pictures):
        value = sess.run(tensor)
        print(f"{tensor.op.name:8} rank {value.ndim}", end="  ")
        print(value.dtype, value.shape, value.nbytes, "bytes")
