import warnings

from heureum import show
from heureum.examples.tutorials.mnist import input_data

# ko: MNIST_data에 진짜 MNIST가 없다는 경고는 아래 글에서 이야기합니다.
# en: The text below says what it warns of: there is no real MNIST in MNIST_data.
warnings.filterwarnings("ignore", "This is not MNIST")
digits = input_data.read_data_sets("MNIST_data", seed=1)
print("to train", digits.train.images.shape)
print("to test ", digits.test.images.shape)

first = 0
images = digits.train.images[first : first + 20].reshape(-1, 28, 28)
show.image(images, labels=digits.train.labels[first : first + 20], columns=10)
