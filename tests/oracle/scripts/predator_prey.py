"""Differential equations stepped by grouped assignments, and an evolution of strings of numbers by selection and crossing."""

import numpy as np
import tensorflow.compat.v1 as tf

sess = tf.Session()
x_initial, y_initial = tf.constant(1.0), tf.constant(1.0)
X_t1, Y_t1 = tf.Variable(x_initial), tf.Variable(y_initial)
t_delta = tf.placeholder(tf.float32, shape=())
a, b, c, d = (tf.placeholder(tf.float32, shape=()) for _ in range(4))
X_t2 = X_t1 + (a * X_t1 + b * X_t1 * Y_t1) * t_delta
Y_t2 = Y_t1 + (c * Y_t1 + d * X_t1 * Y_t1) * t_delta
with tf.control_dependencies([X_t2, Y_t2]):
    step = tf.group(X_t1.assign(X_t2), Y_t1.assign(Y_t2))
sess.run(tf.global_variables_initializer())
prey_values, predator_values = [], []
for _ in range(60):
    step.run({a: 2.0 / 3.0, b: -4.0 / 3.0, c: -1.0, d: 1.0, t_delta: 0.01}, session=sess)
    prey, predator = sess.run([X_t1, Y_t1])
    prey_values.append(prey)
    predator_values.append(predator)

pop_size, features, selection, generations = 20, 10, 0.2, 8
rng = np.random.RandomState(11)
truth = np.sin(2 * np.pi * np.arange(features) / features)
population = tf.Variable(rng.randn(pop_size, features), dtype=tf.float32)
truth_ph = tf.placeholder(tf.float32, [1, features])
crossover_mat_ph = tf.placeholder(tf.float32, [int(pop_size * (1 - selection)), features])
mutation_val_ph = tf.placeholder(tf.float32, [int(pop_size * (1 - selection)), features])
fitness = -tf.reduce_mean(tf.square(tf.subtract(population, truth_ph)), 1)
top_vals, top_ind = tf.nn.top_k(fitness, k=pop_size)
best_val, best_ind = tf.reduce_min(top_vals), tf.argmin(top_vals, 0)
best_individual = tf.gather(population, best_ind)
population_sorted = tf.gather(population, top_ind)
num_parents = int(selection * pop_size)
parents = tf.slice(population_sorted, [0, 0], [num_parents, features])
rand_parent1_ix = rng.choice(num_parents, pop_size - num_parents)
rand_parent2_ix = rng.choice(num_parents, pop_size - num_parents)
rand_parent1 = tf.gather(parents, rand_parent1_ix)
rand_parent2 = tf.gather(parents, rand_parent2_ix)
children_parent1 = tf.multiply(rand_parent1, crossover_mat_ph)
children_parent2 = tf.multiply(rand_parent2, tf.subtract(1.0, crossover_mat_ph))
mutated = tf.add(tf.add(children_parent1, children_parent2), mutation_val_ph)
new_population = tf.concat(axis=0, values=[parents, mutated])
evolve = tf.group(population.assign(new_population))
sess.run(tf.global_variables_initializer())
fitnesses = []
for _ in range(generations):
    shape = [pop_size - num_parents, features]
    feed = {
        truth_ph: truth.reshape([1, features]),
        crossover_mat_ph: (rng.rand(*shape) < 0.5).astype(np.float32),
        mutation_val_ph: rng.normal(0, 0.2, shape) * (rng.rand(*shape) < 0.3),
    }
    evolve.run(feed, session=sess)
    fitnesses.append(sess.run(tf.reduce_max(fitness), feed))
RESULT = {
    "prey": prey_values[::10],
    "predators": predator_values[::10],
    "fitness": fitnesses,
    "best": sess.run([best_individual, best_val], {truth_ph: truth[None]}),
    "names": [X_t1.name, Y_t1.name, step.name, evolve.name],
}
