import numpy as np

import heureum as tf
from heureum import show

# ko: 점 여섯 개. 어느 무리인지는 아무도 알려 주지 않습니다.
# en: Six points. Nobody says which group they belong to.
points = np.array([[1, 2], [2, 1], [2, 3], [7, 8], [8, 6], [9, 8]])
centres = points[:2]

p = tf.placeholder(tf.float32, shape=[6, 1, 2], name="points")
q = tf.placeholder(tf.float32, shape=[1, 2, 2], name="centres")
far = tf.reduce_sum(tf.square(p - q), axis=2, name="far")

with tf.Session() as sess:
    for step in range(4):
        feed = {p: points[:, None], q: centres[None]}
        # ko: 점마다 더 가까운 중심을 고르고
        # en: Each point picks the nearer centre,
        nearest = sess.run(far, feed).argmin(axis=1)
        print(f"{step}: groups {nearest}, centres {np.round(centres, 1).tolist()}")
        # ko: 중심은 고른 점들의 한가운데로 옮깁니다.
        # en: and a centre moves to the middle of its points.
        centres = np.array([points[nearest == k].mean(axis=0) for k in (0, 1)])

show.scatter(points[:, 0], points[:, 1], groups=nearest)
