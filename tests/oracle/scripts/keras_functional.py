"""Models of several inputs and outputs, a shared layer, a model inside a model, convolutions, and a class of one's own."""

import numpy as np

import tensorflow.compat.v1 as tf

K = tf.keras.backend
rng = np.random.RandomState(5)
a_in, b_in = rng.rand(24, 4).astype(np.float32), rng.rand(24, 3).astype(np.float32)
total, kind = a_in.sum(1, keepdims=True), np.eye(3, dtype=np.float32)[b_in.argmax(1)]

left, right = tf.keras.Input(shape=(4,), name="left"), tf.keras.layers.Input(shape=(3,), name="right")
shared = tf.keras.layers.Dense(5, activation="tanh", name="shared")
joined = tf.keras.layers.concatenate([shared(left), tf.keras.layers.Dense(5, name="other")(right)])
number = tf.keras.layers.Dense(1, name="number")(joined)
classes = tf.keras.layers.Dense(3, activation="softmax", name="classes")(tf.keras.layers.multiply([joined, joined]))
model = tf.keras.models.Model(inputs=[left, right], outputs=[number, classes])
model.set_weights([rng.randn(*w.shape) * 0.3 for w in model.get_weights()])
model.compile(
    "sgd", loss={"number": "mse", "classes": "categorical_crossentropy"}, metrics={"classes": ["acc"]}, loss_weights=[1.0, 0.3]
)
history = model.fit({"left": a_in, "right": b_in}, {"number": total, "classes": kind}, 6, 2, shuffle=False, verbose=0)


class Doubling(tf.keras.layers.Layer):
    def __init__(self, units, **kwargs):
        self.units = units
        super().__init__(**kwargs)

    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(int(input_shape[-1]), self.units), initializer="ones", trainable=True)
        super().build(input_shape)

    def call(self, inputs):
        return 2 * tf.matmul(inputs, self.w)


picture = tf.keras.Input(shape=(8, 8, 2))
h = tf.keras.layers.Conv2D(3, (3, 3), padding="same", activation="relu", kernel_initializer="ones", name="conv")(picture)
h = tf.keras.layers.MaxPooling2D()(h)
h = tf.keras.layers.UpSampling2D()(tf.keras.layers.ZeroPadding2D(1)(h))
h = tf.keras.layers.add([h, h])
h = tf.keras.layers.GlobalAveragePooling2D()(h)
features = tf.keras.Model(picture, h, name="features")
head = tf.keras.Sequential([features, Doubling(2), tf.keras.layers.Lambda(lambda z: z / 100.0)])
pictures = rng.rand(3, 8, 8, 2).astype(np.float32)
middle = K.function([features.input], [features.get_layer("conv").output])

RESULT = {
    "history": {name: [float(each) for each in values] for name, values in history.history.items()},
    "evaluated": [float(each) for each in model.evaluate([a_in, b_in], [total, kind], verbose=0)],
    "names": model.metrics_names,
    "predicted": model.predict([a_in[:2], b_in[:2]]),
    "head": head.predict(pictures),
    "shapes": [features.output_shape, features.get_layer("conv").output_shape, K.int_shape(h)],
    "middle": middle([pictures])[0][0, :2, :2, 0],
    "weights": [w.name for w in model.weights],
    "anew": model([tf.constant(a_in[:2]), tf.constant(b_in[:2])])[0].shape.as_list(),
}
