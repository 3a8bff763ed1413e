"""A Sequential model with given weights: compiled by names, fitted without shuffling, evaluated, asked, frozen in part."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(3)
x = rng.rand(40, 6).astype(np.float32)
y = (x.sum(1) * 1.3).astype(np.int64) % 3

model = tf.keras.models.Sequential()
model.add(tf.keras.layers.Dense(8, activation="relu", input_shape=(6,), kernel_regularizer=tf.keras.regularizers.l2(0.01)))
model.add(tf.keras.layers.BatchNormalization(momentum=0.8))
model.add(tf.keras.layers.Dense(5))
model.add(tf.keras.layers.LeakyReLU(0.2))
model.add(tf.keras.layers.Dropout(0.0))
model.add(tf.keras.layers.Dense(3, activation="softmax", bias_initializer="ones"))
model.set_weights([rng.rand(*w.shape) * 0.5 for w in model.get_weights()])
model.compile(optimizer=tf.keras.optimizers.SGD(0.05, momentum=0.9), loss="sparse_categorical_crossentropy", metrics=["accuracy"])

history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, validation_split=0.25, verbose=0)
weighted = model.fit(x, y, batch_size=10, epochs=1, shuffle=False, class_weight={0: 1.0, 1: 2.0, 2: 0.5}, verbose=0)
evaluated = model.evaluate(x, y, verbose=0)

model.layers[0].trainable = False
model.compile("rmsprop", "sparse_categorical_crossentropy")
before = model.get_weights()[0]
on_batch = [model.train_on_batch(x[:16], y[:16]) for _ in range(3)]

RESULT = {
    "history": {name: [float(each) for each in values] for name, values in history.history.items()},
    "weighted": {name: [float(each) for each in values] for name, values in weighted.history.items()},
    "evaluated": [float(each) for each in evaluated],
    "names": model.metrics_names,
    "predicted": model.predict(x[:4]),
    "on batch": [float(each) for each in on_batch],
    "frozen": bool((model.get_weights()[0] == before).all()),
    "weights": [(w.name, w.shape) for w in model.weights],
    "layers": [(each.name, each.output_shape, each.count_params()) for each in model.layers],
    "numbers": [model.count_params(), len(model.trainable_weights), len(model.losses)],
}
