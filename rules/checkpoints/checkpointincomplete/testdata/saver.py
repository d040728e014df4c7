import tensorflow as tf


def build():
    x = tf.placeholder(tf.float32, (None, 8))
    y = tf.placeholder(tf.float32, (None, 1))
    loss = tf.reduce_mean(tf.square(tf.layers.dense(x, 1) - y))
    return x, y, loss, tf.train.AdamOptimizer(1e-3).minimize(loss)


def main():
    x, y, loss, train_op = build()
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        saver = tf.train.Saver(tf.global_variables(), max_to_keep=5)
        for epoch in range(50):
            for xs, ys in batches("train"):
                sess.run([train_op, loss], feed_dict={x: xs, y: ys})
            saver.save(sess, "model", global_step=epoch)


main()
