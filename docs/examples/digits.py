import warnings

from heureum.examples.tutorials.mnist import input_data

# ko: MNIST가 아니라 그 자리를 대신하는 숫자입니다.
# en: Not MNIST, but digits that stand in for it
warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data")

print("to train", digits.train.images.shape)
print("to test ", digits.test.images.shape)

number = 3
picture = digits.test.images[number].reshape(28, 28)
for row in picture[2:26:2]:
    print("".join(" .+#"[int(3.99 * value)] * 2 for value in row[2:26:2]))
print("label", digits.test.labels[number])
