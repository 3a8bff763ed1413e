"""Recurrent layers with given weights: one way, both ways, with all steps, with states, and trained."""

import numpy as np

import tensorflow.compat.v1 as tf

rng = np.random.RandomState(9)
x = rng.randn(6, 5, 3).astype(np.float32)
layers = tf.keras.layers


def given(*stack):
    model = tf.keras.Sequential([layers.InputLayer(input_shape=(5, 3)), *stack])
    weights = np.random.RandomState(1)
    model.set_weights([weights.randn(*w.shape) * 0.4 for w in model.get_weights()])
    return model


models = {
    "simple": given(layers.SimpleRNN(4)),
    "lstm": given(layers.LSTM(4)),
    "gru": given(layers.GRU(4, recurrent_activation="sigmoid", return_sequences=True)),
    "backwards": given(layers.LSTM(2, go_backwards=True, return_sequences=True)),
    "both": given(layers.Bidirectional(layers.LSTM(2, return_sequences=True)), layers.TimeDistributed(layers.Dense(2))),
    "summed": given(layers.Bidirectional(layers.SimpleRNN(2), merge_mode="sum"), layers.RepeatVector(2), layers.Permute((2, 1))),
    "stacked": given(layers.RNN([layers.LSTMCell(3), layers.LSTMCell(2)])),
}
sequence = tf.keras.Input(shape=(5, 3))
output, held, memory = layers.LSTM(4, return_state=True, kernel_initializer="ones", recurrent_initializer="zeros")(sequence)
states = tf.keras.Model(sequence, [output, held, memory])

words = tf.keras.Sequential([layers.Embedding(9, 4, input_length=5), layers.Flatten(), layers.Dense(1)])
words.set_weights([rng.randn(*w.shape) * 0.3 for w in words.get_weights()])
words.compile(tf.keras.optimizers.Adam(0.05), "mse", metrics=["mae"])
numbers = rng.randint(0, 9, (12, 5))
learned = words.fit(numbers, numbers.sum(1), epochs=2, batch_size=4, shuffle=False, verbose=0)

trained = given(layers.GRU(3), layers.Dense(1))
trained.compile(tf.keras.optimizers.RMSprop(0.01), "mse")
followed = trained.fit(x, x.sum((1, 2)), epochs=2, batch_size=3, shuffle=False, verbose=0)

RESULT = {
    "predicted": {name: each.predict(x) for name, each in models.items()},
    "states": states.predict(x),
    "learned": {name: [float(each) for each in values] for name, values in learned.history.items()},
    "followed": [float(each) for each in followed.history["loss"]],
    "weights": [[w.shape for w in models[name].weights] for name in ("lstm", "gru")],
}
