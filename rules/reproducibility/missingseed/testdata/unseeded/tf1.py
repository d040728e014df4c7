import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 784])
y = tf.placeholder(tf.float32, [None, 10])
W = tf.Variable(tf.random_normal([784, 10]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) - y))
train_op = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(1000):  # want "tensorflow (is|are) not seeded"
        bx, by = mnist.train.next_batch(100)
        sess.run(train_op, feed_dict={x: bx, y: by})
