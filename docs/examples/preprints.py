from datetime import date

from heureum import show

# ko: 논문, 사전 공개한 날, 학회가 열린 날
# en: A paper, the day it was posted, the day its conference began
papers = [
    ("GAN", date(2014, 6, 10), date(2014, 12, 8)),
    ("Adam", date(2014, 12, 22), date(2015, 5, 7)),
    ("ResNet", date(2015, 12, 10), date(2016, 6, 26)),
    ("TensorFlow", date(2016, 5, 27), date(2016, 11, 2)),
    ("Transformer", date(2017, 6, 12), date(2017, 12, 4)),
]

waits = [(conference - posted).days for _, posted, conference in papers]
for (name, _, _), days in zip(papers, waits):
    print(f"{name:12}{days:4} days")
print(f"mean        {sum(waits) / len(waits):4.0f} days")

show.bar(waits, labels=[name for name, _, _ in papers], y_label="days")
