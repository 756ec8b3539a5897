package org.samspill.webhooks;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/** Posts to addresses of others: to allowed ones only, following nobody elsewhere, for a limited time, and reading nothing of the answer but its status. */
@Component
class Sender {

    private static final int OK = 200;
    private static final int REDIRECTS = 300;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "webhooks-time-out");
        thread.setDaemon(true);
        return thread;
    });
    private final long millis;

    Sender(Destinations destinations, WebhookSettings settings) {
        this.millis = settings.timeout().toMillis();
        Timeout timeout = Timeout.ofMilliseconds(millis);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(destinations)
                        .setMaxConnTotal(settings.senders())
                        .setMaxConnPerRoute(settings.senders())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .setTimeToLive(TimeValue.ofMinutes(1))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Samspill")
                .build();
    }

    /** Null when the address has taken it; else what went wrong, in one word or as {@code http-<status>}. */
    @org.jspecify.annotations.Nullable
    String post(URI address, String contentType, byte[] body, Map<String, String> headers) {
        HttpPost request = new HttpPost(address);
        request.setEntity(new ByteArrayEntity(body, ContentType.create(contentType)));
        headers.forEach(request::setHeader);
        // A receiver that sends its answer drop by drop never lets a read time out.
        var deadline = alarm.schedule(request::cancel, millis, TimeUnit.MILLISECONDS);
        try (var answer = client.executeOpen(null, request, null)) {
            int status = answer.getCode();
            return status >= OK && status < REDIRECTS ? null : "http-" + status;
        } catch (Destinations.NotAllowed forbidden) {
            return "address-not-allowed";
        } catch (UnknownHostException unknown) {
            return "unknown-host";
        } catch (SocketTimeoutException slow) {
            return "timeout";
        } catch (SSLException untrusted) {
            return "tls";
        } catch (IOException | RuntimeException broken) {
            return request.isCancelled() ? "timeout" : "no-connection";
        } finally {
            deadline.cancel(false);
        }
    }

    @PreDestroy
    void close() {
        alarm.shutdownNow();
        try {
            client.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
