package org.samspill.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The wire between a node and its database: it can be slow, tear, or swallow everything without a word. */
final class Wire implements AutoCloseable {

    private static final int CHUNK = 16_384;
    private static final long LOOK = 5_000_000;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Random chance = new Random(7);
    private volatile long delayMillis;
    private volatile double tearing;
    private volatile boolean swallowing;

    /** @param target the port on this machine that it leads to */
    Wire(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        thread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Each answer of the database comes so much later. */
    void slow(long millis) {
        delayMillis = millis;
    }

    /** @param share of the answers before which the connection is reset, 0 to 1 */
    void tear(double share) {
        tearing = share;
    }

    /** Connections stay open and nothing comes through, new ones among them. */
    void swallow(boolean on) {
        swallowing = on;
    }

    /** All well again. */
    void mend() {
        slow(0);
        tear(0);
        swallow(false);
    }

    /** Resets every connection there is. */
    void cut() {
        open.forEach(Wire::reset);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket node = door.accept();
                node.setTcpNoDelay(true);
                open.add(node);
                thread(() -> connect(node));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket node) {
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            database.setTcpNoDelay(true);
            open.add(database);
            thread(() -> carry(node, database, false));
            carry(database, node, true);
        } catch (IOException refused) {
            reset(node);
            open.remove(node);
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                while (swallowing && !from.isClosed()) {
                    LockSupport.parkNanos(LOOK);
                }
                if (answers && delayMillis > 0) {
                    LockSupport.parkNanos(delayMillis * 1_000_000);
                }
                if (answers && tearing > 0 && chance.nextDouble() < tearing) {
                    reset(from);
                    reset(to);
                    return;
                }
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (IOException gone) {
            // The other side has gone; both are closed.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException alreadyClosed) {
            // Closed below all the same.
        }
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // That was the aim.
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException alreadyClosed) {
            // That was the aim.
        }
        cut();
    }
}
