package org.samspill.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An organisation's receiver of events: a server of its own on this machine that takes them, or misbehaves as it is told. */
final class Receiver implements AutoCloseable {

    /** What was posted, as it stood on the wire. */
    record Post(byte[] body, String id, String timestamp, String signature, String contentType) {

        CloudEvent event() {
            return new JsonFormat().deserialize(body);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** True when one of the signatures is made with the secret. */
        boolean signedWith(String secret) {
            String ours = Signature.of(List.of(secret), id, Instant.ofEpochSecond(Long.parseLong(timestamp)), body);
            return List.of(signature.split(" ")).contains(ours);
        }
    }

    private final HttpServer server;
    private final ExecutorService hands = Executors.newCachedThreadPool();
    private final List<Post> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status = 204;
    private volatile String elsewhere = "";
    private volatile boolean hanging;
    private volatile Predicate<CloudEvent> disliked = event -> false;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        server.createContext("/", this::handle);
        server.setExecutor(hands);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
    }

    Receiver answering(int other) {
        status = other;
        return this;
    }

    Receiver redirectingTo(Receiver other) {
        elsewhere = other.address();
        return answering(301);
    }

    Receiver hanging(boolean whether) {
        hanging = whether;
        return this;
    }

    /** Answers 500 to these alone. */
    Receiver disliking(Predicate<CloudEvent> which) {
        disliked = which;
        return this;
    }

    /** What it has answered with a yes, in the order in which it came. */
    List<Post> taken() {
        return taken;
    }

    List<String> types() {
        return taken.stream().map(post -> post.event().getType()).toList();
    }

    int calls() {
        return calls.get();
    }

    /** The most that were with it at once. */
    int mostAtOnce() {
        return most.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            Post post = new Post(
                    body,
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    headers.getFirst("Content-Type"));
            if (hanging) {
                released.await(1, TimeUnit.MINUTES);
                return;
            }
            int answer = disliked.test(post.event()) ? 500 : status;
            if (answer == 301) {
                exchange.getResponseHeaders().set("Location", elsewhere);
            }
            if (answer < 300) {
                taken.add(post);
            }
            exchange.sendResponseHeaders(answer, -1);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet();
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        hands.shutdownNow();
    }
}
