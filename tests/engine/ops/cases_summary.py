"""Rows for heureum.ops.summary: what TensorBoard shows, as serialised messages."""

import numpy as np

from heureum.ops.summary.messages import PluginData, Summary, SummaryMetadata, SummaryValue

from .row import Row, given, real


def _summary(tag: str) -> bytes:
    return Summary(value=[SummaryValue(tag=tag, simple_value=0.0)]).SerializeToString()


ROWS = [
    Row("ScalarSummary", given(b"loss"), real()),
    Row("ScalarSummary", given([b"a", b"b"]), real(2)),
    Row("HistogramSummary", given(b"weights"), real(3, 4)),
    Row("HistogramSummary", given(b"nothing"), real(0)),
    Row("ImageSummary", given(b"pictures"), real(2, 3, 4, 3)),
    Row("ImageSummary", given(b"picture"), real(2, 3, 4, 1), attrs={"max_images": 1}),
    Row(
        "TensorSummaryV2",
        given(b"text"),
        given(np.array([b"a", b"b"], object)),
        given(SummaryMetadata(plugin_data=PluginData(plugin_name="text")).SerializeToString()),
    ),
    Row("AudioSummaryV2", given(b"sounds"), real(2, 5, 2), given(8000.0)),
    Row("AudioSummaryV2", given(b"sound"), real(1, 5), given(8000.0), attrs={"max_outputs": 1}),
    Row("MergeSummary", given(_summary("a")), given([_summary("b"), _summary("c")])),
]

NOT_DIFFERENTIABLE = {row.op: "its output is no number" for row in ROWS}
