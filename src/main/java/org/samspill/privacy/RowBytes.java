package org.samspill.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text as bytes, each part preceded by its length, so that no two lists of parts are the same bytes. */
final class RowBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

    RowBytes add(@Nullable String text) {
        byte[] part = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(((text == null ? -1 : part.length) + ":").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(part);
        return this;
    }

    RowBytes add(List<@Nullable String> parts) {
        add(Integer.toString(parts.size()));
        parts.forEach(this::add);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
