"""What keeps a graph from running, in sentences: what was found at which node, what is needed, how to mend it."""

from __future__ import annotations

__all__ = ["PROBLEMS"]

PROBLEMS = {
    "ko": {
        "problem cycle": "{op} 노드 {node:이} 순환에 들어 있습니다: {path}. 값이 정해지려면 간선 하나를 끊어야 합니다.",
        "problem missing input": "{op} 노드 {node}의 입력 {input:이} 비어 있습니다. 다른 노드의 출력을 이으세요.",
        "problem dtype": "{op} 노드 {node}의 입력은 자료형이 서로 맞지 않습니다. 받은 것은 {found}입니다. Cast 노드를 사이에 넣거나 상수의 자료형을 바꾸세요.",
        "problem shape": "{op} 노드 {node:은} 이 모양들을 받지 못합니다. 받은 것은 {found}입니다. 값이나 모양, 속성을 고치거나 Reshape 노드를 사이에 넣으세요.",
        "problem attribute": "{op} 노드 {node}의 속성이 갖추어지지 않았습니다. 속성 값을 정하세요.",
        "problem attribute value": "{op} 노드 {node}의 속성을 쓸 수 없습니다. 속성 값을 고치세요.",
        "problem too many inputs": "{op} 노드 {node:은} 입력을 {needed}개 받는데 {found}개가 이어져 있습니다. 남는 것을 끊으세요.",
        "problem no such output": "{op} 노드 {node:이} {found:을} 받으려 하지만 그런 출력이 없습니다. 다른 출력을 이으세요.",
        "problem unfed": "플레이스홀더 {node}에 넣을 값이 없습니다. 넣을 값을 적거나 상수로 바꾸세요.",
        "problem reference": "{op} 노드 {node}의 입력 {input:은} 변수 자체를 받아야 하는데 {found:이} 이어져 있습니다. Variable 노드의 출력을 이으세요.",
        "problem device": "{op} 노드 {node:을} 작업자 {found}에 두었지만 작업자는 {needed}개뿐입니다. 다른 작업자를 고르거나 작업자 수를 늘리세요.",
        "problem fetch": "계산할 값이 정해지지 않았습니다. 노드 하나를 골라 계산할 값으로 삼으세요.",
    },
    "en": {
        "problem cycle": "{op} node {node} is on a cycle: {path}. For its value to be settled, cut one of these edges.",
        "problem missing input": "Input {input} of {op} node {node} is empty. Connect another node's output to it.",
        "problem dtype": "The dtypes of {op} node {node} do not fit. It was given {found}. Put a Cast node between, or change a constant's dtype.",
        "problem shape": "{op} node {node} can't take these shapes. It was given {found}. Change a value, a shape or an attribute, or put a Reshape node between.",
        "problem attribute": "{op} node {node} lacks an attribute. Set its value.",
        "problem attribute value": "An attribute of {op} node {node} can't be used. Change its value.",
        "problem too many inputs": "{op} node {node} takes {needed} inputs, but {found} are connected. Disconnect what is too many.",
        "problem no such output": "{op} node {node} takes {found}, which is no output. Connect another one.",
        "problem unfed": "Nothing is fed to placeholder {node}. Give a value to feed, or make it a constant.",
        "problem reference": "Input {input} of {op} node {node} must be a variable itself, but {found} is connected. Connect the output of a Variable node.",
        "problem device": "{op} node {node} is put on worker {found}, but the workers are only {needed}. Choose another worker, or have more of them.",
        "problem fetch": "Nothing is to be computed. Choose a node whose value you want.",
    },
}
