package dev.coppice.isolation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Hands on what either end of two connections says to the other, until both have said all. */
record Splice(SocketChannel from, SocketChannel to) {

    private static final int BUFFER = 16 << 10;

    static void both(SocketChannel one, SocketChannel other) throws IOException {
        var back = Thread.startVirtualThread(new Splice(other, one)::quietly);
        try {
            new Splice(one, other).run();
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            one.close();
            other.close();
        }
    }

    /** One end that breaks off ends both: the other would wait for ever. */
    private void quietly() {
        try {
            run();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private void run() throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
        to.shutdownOutput();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use to anybody any more.
        }
    }
}
