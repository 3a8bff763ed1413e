"""Dilated causal convolutions over a wave, gated, with residual and skip connections; mu-law codes predicted one step ahead."""

import numpy as np
import tensorflow.compat.v1 as tf

rng = np.random.RandomState(20)
channels, quantization, width = 4, 16, 24
wave = np.sin(np.arange(width * 3) / 3.0).reshape(3, width, 1).astype(np.float32)


def given(*shape):
    return tf.constant_initializer(rng.normal(0, 0.3, shape))


def mu_law_encode(audio, quantization_channels):
    with tf.name_scope("encode"):
        mu = tf.to_float(quantization_channels - 1)
        safe_audio_abs = tf.minimum(tf.abs(audio), 1.0)
        magnitude = tf.log1p(mu * safe_audio_abs) / tf.log1p(mu)
        signal = tf.sign(audio) * magnitude
        return tf.to_int32((signal + 1) / 2 * mu + 0.5)


def mu_law_decode(output, quantization_channels):
    with tf.name_scope("decode"):
        mu = quantization_channels - 1
        signal = 2 * (tf.to_float(output) / mu) - 1
        magnitude = (1 / mu) * ((1 + mu) ** abs(signal) - 1)
        return tf.sign(signal) * magnitude


def causal_conv(value, filter_, dilation, name="causal_conv"):
    with tf.name_scope(name):
        padded = tf.pad(value, [[0, 0], [dilation, 0], [0, 0]])
        if dilation > 1:
            return tf.nn.convolution(padded, filter_, padding="VALID", dilation_rate=[dilation])
        return tf.nn.conv1d(padded, filter_, stride=1, padding="VALID")


audio = tf.placeholder(tf.float32, [None, width, 1])
encoded = mu_law_encode(tf.squeeze(audio, -1), quantization)
one_hot = tf.one_hot(encoded, depth=quantization, dtype=tf.float32)
with tf.variable_scope("wavenet"):
    first = tf.get_variable("first", [2, quantization, channels], initializer=given(2, quantization, channels))
    layer = causal_conv(one_hot, first, 1)
    skips = []
    for i, dilation in enumerate([1, 2, 4]):
        with tf.variable_scope("layer%d" % i):
            shape = (2, channels, channels)
            w_filter = tf.get_variable("filter", shape, initializer=given(*shape))
            w_gate = tf.get_variable("gate", shape, initializer=given(*shape))
            dense = tf.get_variable("dense", [1, channels, channels], initializer=given(1, channels, channels))
            out = tf.tanh(causal_conv(layer, w_filter, dilation)) * tf.sigmoid(causal_conv(layer, w_gate, dilation))
            transformed = tf.nn.conv1d(out, dense, stride=1, padding="SAME", name="dense")
            skips.append(tf.slice(transformed, [0, 1, 0], [-1, -1, -1]))
            layer = layer + transformed
    total = tf.nn.relu(sum(skips))
    last = tf.get_variable("last", [1, channels, quantization], initializer=given(1, channels, quantization))
    prediction = tf.nn.conv1d(total, last, stride=1, padding="SAME")
target = tf.reshape(one_hot[:, 1:], [-1, quantization])
flat = tf.reshape(prediction, [-1, quantization])
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=flat, labels=tf.stop_gradient(target)))
train = tf.train.AdamOptimizer(0.02).minimize(loss, var_list=tf.trainable_variables())
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    losses = [sess.run([loss, train], {audio: wave})[0] for _ in range(6)]
    codes = sess.run(encoded, {audio: wave})
    RESULT = {
        "losses": losses,
        "codes": codes[0, :12],
        "decoded": sess.run(mu_law_decode(tf.constant(codes[0, :12]), quantization)),
        "variables": [v.name for v in tf.trainable_variables()],
        "tensors": [encoded, layer, prediction, loss],
    }
