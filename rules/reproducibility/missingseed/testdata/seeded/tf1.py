import tensorflow as tf
tf.set_random_seed(1)
x = tf.placeholder(tf.float32, [None, 784])
W = tf.Variable(tf.random_normal([784, 10]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, W)))
train_op = tf.train.AdamOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    for i in range(1000):
        sess.run(train_op, feed_dict={x: batch()})
