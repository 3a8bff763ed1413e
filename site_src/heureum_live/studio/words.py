"""The sentences of the studio, in every language. Takes a key and its parts, gives the sentence.

Law: a key that one language has, all have, with the same parts. Names of nodes, ops and dtypes stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from heureum_live.studio.korean import Word
from heureum_live.studio.words_of_problems import PROBLEMS
from heureum_live.studio.words_of_refusals import REFUSALS

__all__ = ["LANGUAGES", "WORDS", "join", "say"]

LANGUAGES = ("ko", "en")
VIEW = {
    "ko": {
        "worker": "작업자 {number}",
        "engine": "엔진에 맡김",
        "column node": "노드",
        "column op": "연산",
        "column inputs": "입력",
        "column outputs": "출력",
        "column worker": "작업자",
        "column problems": "문제",
        "table caption": "그래프의 노드",
        "nothing": "없음",
        "missing": "비어 있음",
        "summary": "노드 {nodes}개, 간선 {edges}개의 그래프입니다.",
        "summary problems": "실행하기 전에 고칠 곳이 {problems}군데 있습니다.",
        "summary empty": "아직 노드가 없습니다. 연산 목록에서 골라 추가하세요.",
        "node": "{node}, {op}",
        "node inputs": "입력 {inputs}",
        "node outputs": "출력 {outputs}",
        "node value": "값 {value}",
        "node fetched": "계산할 값",
        "node problem": "문제: {text}",
        "input": "{node}의 입력 {input}: {source}",
        "input missing": "{node}의 입력 {input}: 비어 있음",
        "input more": "{node}에 입력 더하기",
        "output": "{node}의 출력 {output}: {type}",
        "unknown type": "아직 모름",
        "name": "이름",
        "value": "값",
        "dtype": "자료형",
        "shape": "모양",
        "device": "작업자",
        "fetched": "계산할 값으로 삼기",
        "placement": "엔진에 맡긴 노드",
        "placement auto": "계산과 전송에 드는 시간을 견주어 나누기",
        "placement spread": "작업자에게 고루 나누기",
        "transfer_dtype": "작업자 사이로 보낼 때",
        "transfer_dtype none": "있는 그대로",
        "help transfer_dtype": "더 넓은 실수는 이 자료형으로 줄여 보냅니다. 바이트가 줄고, 정밀도도 줄어듭니다.",
        "fed": "넣을 값",
        "attribute": "{attribute}",
        "help value": "수 하나, 벡터 [1, 2], 행렬 [[1, 2], [3, 4]]처럼 적습니다.",
        "help shape": "[2, 3]처럼 적습니다. 모르는 크기는 ?, 차원 수도 모르면 ...입니다.",
        "help fed": "실행할 때 이 플레이스홀더에 넣을 값입니다. 비우면 넣지 않습니다.",
        "help name": "영문자, 숫자, _ . - / 를 씁니다. 이 노드를 받는 노드는 그대로 이어집니다.",
        "value too long": "값이 길어 여기에 다 적지 못합니다. 새로 적으면 바뀝니다.",
        "conflict": "코드와 그래프가 따로 고쳐졌습니다. 어느 쪽도 버리지 않았으니 이어 갈 것을 고르세요.",
        "conflict graph": "그래프에서 고친 것",
        "conflict code": "코드에서 고친 것",
        "conflict both": "둘을 합친 것",
        "conflict added": "더한 노드: {nodes}",
        "conflict removed": "없앤 노드: {nodes}",
        "conflict changed": "고친 노드: {nodes}",
        "code regenerated": "코드를 그래프에서 새로 썼습니다. 직접 쓴 코드는 되돌리기로 다시 볼 수 있습니다.",
    },
    "en": {
        "worker": "worker {number}",
        "engine": "left to the engine",
        "column node": "Node",
        "column op": "Op",
        "column inputs": "Inputs",
        "column outputs": "Outputs",
        "column worker": "Worker",
        "column problems": "Problems",
        "table caption": "The nodes of the graph",
        "nothing": "none",
        "missing": "empty",
        "summary": "A graph of {nodes} nodes and {edges} edges.",
        "summary problems": "Places to mend before it can run: {problems}.",
        "summary empty": "There are no nodes yet. Choose an op from the list to add one.",
        "node": "{node}, {op}",
        "node inputs": "inputs {inputs}",
        "node outputs": "outputs {outputs}",
        "node value": "value {value}",
        "node fetched": "to be computed",
        "node problem": "problem: {text}",
        "input": "Input {input} of {node}: {source}",
        "input missing": "Input {input} of {node}: empty",
        "input more": "Add an input to {node}",
        "output": "Output {output} of {node}: {type}",
        "unknown type": "not known yet",
        "name": "Name",
        "value": "Value",
        "dtype": "dtype",
        "shape": "Shape",
        "device": "Worker",
        "fetched": "Compute this value",
        "placement": "Nodes left to the engine",
        "placement auto": "weigh computing against sending",
        "placement spread": "spread over the workers",
        "transfer_dtype": "Sent between workers",
        "transfer_dtype none": "as they are",
        "help transfer_dtype": "Wider floats are sent in this dtype: fewer bytes, and less precision.",
        "fed": "Value to feed",
        "attribute": "{attribute}",
        "help value": "Write a number, a vector [1, 2] or a matrix [[1, 2], [3, 4]].",
        "help shape": "Write it as [2, 3]; ? for a size that is not known, ... for an unknown rank.",
        "help fed": "What a run puts into this placeholder. Left empty, nothing is fed.",
        "help name": "Letters, digits and _ . - /. Whoever takes from this node stays connected.",
        "value too long": "The value is too long to be written here. What you write replaces it.",
        "conflict": "The code and the graph were both edited. Nothing was dropped: choose what to go on with.",
        "conflict graph": "What was edited in the graph",
        "conflict code": "What was edited in the code",
        "conflict both": "Both together",
        "conflict added": "Nodes added: {nodes}",
        "conflict removed": "Nodes removed: {nodes}",
        "conflict changed": "Nodes changed: {nodes}",
        "code regenerated": "The code was written anew from the graph. Undo brings back the code that you wrote.",
    },
}
SAID = {
    "ko": {
        "opened": "노드 {nodes}개의 그래프를 열었습니다.",
        "added": "{node:을} 추가했습니다.",
        "added waiting": "{node:을} 추가했습니다. 입력 {inputs:이} 비어 있습니다.",
        "deleted": "{nodes:을} 삭제했습니다.",
        "deleted cut": "{nodes:을} 삭제했습니다. {takers}의 입력이 비었습니다.",
        "renamed": "{old}의 이름을 {new:로} 바꾸었습니다.",
        "connected": "{source:을} {target}의 입력 {input}에 연결했습니다.",
        "connected replacing": "{target}의 입력 {input:을} {old}에서 {source:로} 바꾸었습니다.",
        "connected control": "이제 {target:은} {source:이} 끝난 뒤에 실행됩니다.",
        "disconnected": "{target}의 입력 {input}에서 {source:을} 끊었습니다.",
        "disconnected control": "{target:은} 이제 {source:을} 기다리지 않습니다.",
        "moved input": "{target}의 {first}번째 입력과 {second}번째 입력을 맞바꾸었습니다.",
        "reordered": "{node}의 순서를 옮겼습니다.",
        "value": "{node}의 값은 이제 {value}입니다.",
        "dtype": "{node}의 자료형은 이제 {dtype}입니다.",
        "shape": "{node}의 모양은 이제 {shape}입니다.",
        "attribute": "{node}의 {attribute:은} 이제 {value}입니다.",
        "placed": "{nodes:을} 작업자 {worker}에 두었습니다.",
        "placed on": "{nodes:을} {device}에 두었습니다.",
        "unplaced": "{nodes}의 자리를 엔진에 맡겼습니다.",
        "fetches": "계산할 값: {fetches}.",
        "no fetches": "계산할 값이 없습니다.",
        "fed": "{tensor}에 {value:을} 넣습니다.",
        "unfed": "{tensor}에는 이제 값을 넣지 않습니다.",
        "workers": "작업자 {workers}개로 실행합니다.",
        "settings": "실행하는 방법을 바꾸었습니다.",
        "copied": "노드 {nodes}개를 복사했습니다.",
        "pasted": "{nodes:을} 붙여 넣었습니다.",
        "duplicated": "{nodes:을} 복제했습니다.",
        "arranged": "그래프를 처음부터 다시 배치했습니다.",
        "took code": "코드에서 노드 {nodes}개의 그래프를 만들었습니다.",
        "unchanged": "바뀐 것이 없습니다.",
        "problem count": "고칠 곳이 {problems}군데 있습니다.",
    },
    "en": {
        "opened": "Opened a graph of {nodes} nodes.",
        "added": "Added {node}.",
        "added waiting": "Added {node}. Its inputs {inputs} are empty.",
        "deleted": "Deleted {nodes}.",
        "deleted cut": "Deleted {nodes}. Inputs of {takers} are empty now.",
        "renamed": "Renamed {old} to {new}.",
        "connected": "Connected {source} to input {input} of {target}.",
        "connected replacing": "Input {input} of {target} now comes from {source}, no longer from {old}.",
        "connected control": "{target} now runs after {source} has finished.",
        "disconnected": "Disconnected {source} from input {input} of {target}.",
        "disconnected control": "{target} no longer waits for {source}.",
        "moved input": "Exchanged inputs {first} and {second} of {target}.",
        "reordered": "Moved {node} to another place in the order.",
        "value": "The value of {node} is now {value}.",
        "dtype": "The dtype of {node} is now {dtype}.",
        "shape": "The shape of {node} is now {shape}.",
        "attribute": "{attribute} of {node} is now {value}.",
        "placed": "Put {nodes} on worker {worker}.",
        "placed on": "Put {nodes} on {device}.",
        "unplaced": "Left the place of {nodes} to the engine.",
        "fetches": "To be computed: {fetches}.",
        "no fetches": "Nothing is to be computed.",
        "fed": "{tensor} is fed {value}.",
        "unfed": "{tensor} is no longer fed.",
        "workers": "Runs with {workers} workers.",
        "settings": "Changed how it runs.",
        "copied": "Copied {nodes} nodes.",
        "pasted": "Pasted {nodes}.",
        "duplicated": "Duplicated as {nodes}.",
        "arranged": "Arranged the graph anew.",
        "took code": "Made a graph of {nodes} nodes from the code.",
        "unchanged": "Nothing has changed.",
        "problem count": "Places to mend: {problems}.",
    },
}
WORDS: Mapping[str, Mapping[str, str]] = {
    language: VIEW[language]
    | {f"said {key}": text for key, text in SAID[language].items()}
    | PROBLEMS[language]
    | REFUSALS[language]
    for language in LANGUAGES
}
MOST_NAMED = 4
AND_MORE = {"ko": "{names} 외 {more}개", "en": "{names} and {more} more"}


def say(language: str, key: str, /, **parts: Any) -> str:
    return WORDS[language][key].format(**{name: Word(part) for name, part in parts.items()})


def join(language: str, names: list[str]) -> str:
    """`a, b, c`; of many, the first few."""
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    shown = MOST_NAMED - 1
    return AND_MORE[language].format(names=", ".join(names[:shown]), more=len(names) - shown)
