"""The browser transport over an in-memory page: real headers, real bytes by pointer, real workers; only JavaScript is played."""

from __future__ import annotations

import asyncio
import ctypes
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

import heureum as tf
from heureum.execution import recorder
from heureum.trace import RunRecord, observing
from heureum.transports import browser
from heureum.transports.browser import CLIENT_SLOT, BrowserTransport, DeviceHost


@dataclass
class Mail:
    session: int
    to: str
    header: str
    buffers: list[bytes]


class Slot:
    """A device worker's side of the page: it posts what its DeviceHost answers, by way of the page."""

    def __init__(self, page: Page, number: int) -> None:
        self.page, self.number = page, number
        self.host = DeviceHost(self, time.perf_counter)

    def post(self, session: int, slot: int, to: str, header: str, *spans: int) -> None:
        self.page.carry(slot, Mail(session, to, header, copies(spans)), from_peer=True)

    def fill(self, mail: Mail, index: int, pointer: int) -> None:
        ctypes.memmove(pointer, mail.buffers[index], len(mail.buffers[index]))


Call = Callable[[DeviceHost], None]


@dataclass
class Page:
    """All channels in one queue. What was posted first arrives first, unless peers are made to overtake the client."""

    blocking: str = "atomics"
    slots: int = 3
    peers_overtake: bool = False
    on_the_way: deque[tuple[int, Call]] = field(default_factory=deque)
    inbox: deque[Mail] = field(default_factory=deque)
    crossed: list[tuple[int, Mail]] = field(default_factory=list)
    sessions: int = 0
    unopened_deliveries: int = 0
    asks_for_news: bool = False

    def __post_init__(self) -> None:
        self.devices = [Slot(self, number) for number in range(self.slots)]

    def open(self, devices_json: str) -> int:
        self.sessions += 1
        devices = json.loads(devices_json)
        slots = json.dumps({device: slot for slot, device in enumerate(devices)})
        for slot, device in enumerate(devices):
            self.on_the_way.append((slot, lambda host, name=device, session=self.sessions: host.open(session, name, slots)))
        return self.sessions

    def post(self, session: int, slot: int, to: str, header: str, *spans: int) -> None:
        self.carry(slot, Mail(session, to, header, copies(spans)))

    def carry(self, slot: int, mail: Mail, *, from_peer: bool = False) -> None:
        self.crossed.append((slot, mail))
        if slot == CLIENT_SLOT:
            self.inbox.append(mail)
            return
        arrival = (slot, lambda host: self.deliver(host, mail))
        if from_peer and self.peers_overtake:
            self.on_the_way.appendleft(arrival)
        else:
            self.on_the_way.append(arrival)

    def deliver(self, host: DeviceHost, mail: Mail) -> None:
        self.unopened_deliveries += mail.session not in host.open_sessions
        if host.deliver(mail.session, mail.to, mail) and self.asks_for_news:
            host.tell()

    def wait(self, session: int) -> Mail:
        while not self.inbox:
            if self.peers_overtake:  # slot 0 goes as far as it can before slot 1 has heard of the session
                self.on_the_way = deque(sorted(self.on_the_way, key=lambda arrival: arrival[0] != 0))
            slot, arrive = self.on_the_way.popleft()
            arrive(self.devices[slot].host)
        return self.inbox.popleft()

    async def next(self, session: int) -> Mail:
        await asyncio.sleep(0)
        return self.wait(session)

    def fill(self, mail: Mail, index: int, pointer: int) -> None:
        ctypes.memmove(pointer, mail.buffers[index], len(mail.buffers[index]))

    def close(self, session: int) -> None:
        for device in self.devices:
            device.host.close(session)


def copies(spans: tuple[int, ...]) -> list[bytes]:
    return [ctypes.string_at(pointer, size) for pointer, size in zip(spans[::2], spans[1::2], strict=True)]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    page = Page()
    monkeypatch.setattr(browser, "_registered_bridge", lambda: page)
    monkeypatch.setattr(browser, "page_clock", lambda: time.perf_counter)
    return page


def spread_sum(a: Any, b: Any) -> tf.Tensor:
    with tf.device("/job:worker/task:0"):
        left = tf.add(a, b, name="left")
    with tf.device("/job:worker/task:1"):
        right = tf.multiply(b, b, name="right")
        return tf.add(left, right, name="total")


def test_a_graph_runs_over_the_page_and_its_tensor_crosses_directly(page: Page) -> None:
    with tf.Graph().as_default(), tf.Session("browser://2") as sess:
        a = np.arange(6, dtype=np.float32).reshape(2, 3)
        total = spread_sum(tf.constant(a), tf.constant(a + 1))
        assert np.array_equal(sess.run(total), a + (a + 1) + (a + 1) ** 2)
    delivered = [mail for slot, mail in page.crossed if slot == 1 and json.loads(mail.header)["kind"] == "Deliver"]
    assert {len(buffer) for mail in delivered for buffer in mail.buffers} == {a.nbytes}


@pytest.mark.parametrize(("dtype", "size_bytes"), [(None, 24), ("bfloat16", 12), (tf.float16, 12)], ids=str)
def test_what_crosses_may_be_narrower_and_is_told_exactly(page: Page, dtype: Any, size_bytes: int) -> None:
    records: list[RunRecord] = []
    with tf.Graph().as_default(), observing(records.append), tf.Session("browser://2", transfer_dtype=dtype) as sess:
        a = np.arange(6, dtype=np.float32).reshape(2, 3)
        total = spread_sum(tf.constant(a), tf.constant(a + 1))
        assert np.array_equal(sess.run(total), a + (a + 1) + (a + 1) ** 2)  # small whole numbers have few bits
    delivered = [mail for slot, mail in page.crossed if slot == 1 and json.loads(mail.header)["kind"] == "Deliver"]
    assert {len(buffer) for mail in delivered for buffer in mail.buffers} == {size_bytes}
    (record,) = records
    assert {transfer.size_bytes for transfer in record.transfers} == {size_bytes}
    assert record.values["total:0"]["rows"] == (a + (a + 1) + (a + 1) ** 2).tolist()
    assert record.clocks.keys() == set(record.workers)


@pytest.mark.parametrize("value", [3.5, np.zeros((0, 4)), np.asfortranarray(np.ones((3, 2))), np.array([True, False])])
def test_values_of_every_form_keep_shape_dtype_and_bits(page: Page, value: Any) -> None:
    with tf.Graph().as_default(), tf.Session("browser://1") as sess:
        fed = tf.placeholder(tf.as_dtype(np.asarray(value).dtype))
        result = sess.run(tf.identity(fed), {fed: value})
    assert np.asarray(result).dtype == np.asarray(value).dtype
    assert np.array_equal(result, value)
    assert np.shape(result) == np.shape(value)


def test_run_async_needs_no_way_to_wait(page: Page) -> None:
    page.blocking = "none"
    assert not browser.can_block()

    async def run() -> Any:
        with tf.Graph().as_default(), tf.Session("browser://2") as sess:
            return await sess.run_async(spread_sum(tf.constant(1.0), tf.constant(2.0)))

    assert asyncio.run(run()) == 7.0


def test_a_blocking_run_without_a_way_to_wait_says_what_to_do(page: Page) -> None:
    page.blocking = "none"
    with tf.Graph().as_default(), tf.Session("browser://2") as sess, pytest.raises(RuntimeError, match="run_async"):
        sess.run(spread_sum(tf.constant(1.0), tf.constant(2.0)))


def test_a_failing_node_is_named_and_the_session_can_run_again(page: Page) -> None:
    with tf.Graph().as_default(), tf.Session("browser://2") as sess:
        fed = tf.placeholder(tf.float32)
        product = tf.matmul(tf.reshape(fed, [2, -1]), tf.constant(np.ones((2, 2), np.float32)))
        with pytest.raises(tf.errors.InvalidArgumentError):
            sess.run(product, {fed: np.ones(5, np.float32)})
        assert np.array_equal(sess.run(product, {fed: np.ones(4, np.float32)}), np.full((2, 2), 2, np.float32))


def test_a_tensor_may_come_before_its_session_is_opened_there(page: Page) -> None:
    page.peers_overtake = True
    with tf.Graph().as_default(), tf.Session("browser://2") as sess:
        assert sess.run(spread_sum(tf.constant(1.0), tf.constant(2.0))) == 7.0
    assert page.unopened_deliveries > 0


def test_mail_of_a_closed_session_is_dropped(page: Page) -> None:
    transport = BrowserTransport()
    transport.start(["/job:worker/task:0"])
    transport.stop()
    transport.stop()  # twice is allowed
    with pytest.raises(RuntimeError, match="not started, or was stopped"):
        transport.send("/job:worker/task:0", None)  # type: ignore[arg-type]
    page.devices[0].host.deliver(1, "/job:worker/task:0", Mail(1, "/job:worker/task:0", "unread", []))
    assert not page.crossed


def test_more_workers_than_a_page_has_are_refused(page: Page) -> None:
    with pytest.raises(ValueError, match="at most 3 workers, 4 were asked for"):
        BrowserTransport().start([f"/job:worker/task:{task}" for task in range(4)])


def test_a_worker_that_waits_tells_what_it_has_done(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page asks it to when nothing has come for a while: here, whenever it says that it has news."""
    monkeypatch.setattr(recorder, "_NEWS_APART_S", 0.0)
    monkeypatch.setattr(recorder, "_NEWS_SHARE", 0.0)
    page.asks_for_news = True
    told: list[dict[str, Any]] = []
    with tf.Session("browser://2") as session, observing(lambda record: None, news=told.append):
        assert session.run(spread_sum(2.0, 3.0)) == 14.0
    values = {name: value["value"] for news in told for name, value in news["values"].items()}
    assert values["left:0"] == 5.0  # slot 0 was done with it and had nothing else to do


def test_outside_a_page_there_is_no_browser_transport() -> None:
    assert not browser.is_available()
    assert not browser.can_block()
    with pytest.raises(RuntimeError, match="threads://2"):
        BrowserTransport()
