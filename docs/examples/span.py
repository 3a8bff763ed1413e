import heureum as tf

a = tf.placeholder(tf.float32, shape=[], name="a")
b = tf.placeholder(tf.float32, shape=[], name="b")
c = tf.add(a, b, name="c")
d = tf.add(b, 1.0, name="d")
e = tf.multiply(c, d, name="e")

work, ends = 0, {}
for node in tf.get_default_graph().as_graph_def().nodes:
    before = [tensor.split(":")[0] for tensor in node.inputs]
    # ko: 입력이 없는 노드는 할 일이 없습니다.
    # en: A node without inputs has nothing to do.
    steps = 1 if before else 0
    # ko: 앞의 노드가 모두 끝나야 시작합니다.
    # en: It begins when all nodes before it have ended.
    ends[node.name] = max([ends[name] for name in before], default=0) + steps
    work += steps
    print(f"{node.name:4} ends after step {ends[node.name]}")

span = max(ends.values())
print(f"work {work}, span {span}: at most {work / span:.2f} times as fast")
