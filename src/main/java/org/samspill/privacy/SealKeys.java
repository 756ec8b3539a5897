package org.samspill.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder of seal keys: {@code key.pem} signs now, {@code retired.pem} is the one before it, {@code trusted/} holds the public half of every key
 * that has ever signed, {@code anchor-*} the newest checkpoint outside the database. To verify, {@code trusted/} and the anchors are enough.
 */
@Component
class SealKeys {

    private static final String KEY = "key.pem";
    private static final String RETIRED = "retired.pem";

    private final Path folder;
    private final @Nullable SealKey current;
    private final @Nullable SealKey retired;
    private final Map<String, PublicKey> trusted = new HashMap<>();

    SealKeys(
            @Value("${samspill.seal.folder:${samspill.data:./data}/seal}") Path folder,
            @Value("${samspill.demo:true}") boolean demo,
            @Value("${samspill.seal.read-only:false}") boolean readOnly) {
        this.folder = folder;
        if (!readOnly && !Files.exists(folder.resolve(KEY))) {
            if (!demo) {
                throw new SealKeyMissing(folder.resolve(KEY));
            }
            make(folder);
        }
        this.current = read(KEY);
        this.retired = read(RETIRED);
        if (!readOnly && current != null) {
            trust(folder, current);
        }
        readTrusted();
    }

    /** Makes a new key that signs from the next start on; the one before it stays trusted. Gives the new key's id. */
    static String rotate(Path folder) {
        try {
            Files.createDirectories(folder);
            Path key = folder.resolve(KEY);
            if (Files.exists(key)) {
                trust(folder, SealKey.read(key));
                Files.move(key, folder.resolve(RETIRED), StandardCopyOption.REPLACE_EXISTING);
            }
            make(folder);
            SealKey fresh = SealKey.read(key);
            trust(folder, fresh);
            return fresh.id();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
            SealKey.make(folder.resolve(KEY));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void trust(Path folder, SealKey key) {
        try {
            Path file = Files.createDirectories(folder.resolve("trusted")).resolve(key.id() + ".pem");
            if (!Files.exists(file)) {
                Files.writeString(file, key.openPem());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private @Nullable SealKey read(String name) {
        Path file = folder.resolve(name);
        return Files.exists(file) ? SealKey.read(file) : null;
    }

    private void readTrusted() {
        Path open = folder.resolve("trusted");
        if (!Files.isDirectory(open)) {
            return;
        }
        try (Stream<Path> files = Files.list(open)) {
            files.filter(file -> file.toString().endsWith(".pem"))
                    .map(SealKey::readOpen)
                    .forEach(key -> trusted.put(SealKey.id(key), key));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path folder() {
        return folder;
    }

    SealKey signing() {
        if (current == null) {
            throw new IllegalStateException("Only the running program signs");
        }
        return current;
    }

    /** The key of this id whose marks can be checked here; empty for an auditor, who has public keys alone. */
    Optional<SealKey> marking(String id) {
        return Stream.of(Optional.ofNullable(current), Optional.ofNullable(retired))
                .flatMap(Optional::stream)
                .filter(key -> key.id().equals(id))
                .findFirst();
    }

    boolean canCheckMarks() {
        return current != null;
    }

    boolean signed(String keyId, String text, String signature) {
        PublicKey key = trusted.get(keyId);
        return key != null && SealKey.signed(key, text, signature);
    }

    boolean trustsAnyone() {
        return !trusted.isEmpty();
    }

    /** Keeps the newest checkpoint of a chain outside the database, so that a database set back to an earlier day is found out. */
    void anchor(String chain, String checkpoint) {
        try {
            Path fresh = Files.createTempFile(folder, "anchor", ".new");
            Files.writeString(fresh, checkpoint);
            Files.move(fresh, anchorFile(chain), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<String> anchor(String chain) {
        try {
            return Files.exists(anchorFile(chain)) ? Files.readAllLines(anchorFile(chain)) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The chains that this folder knows. */
    List<String> chains() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("anchor-"))
                    .map(name -> name.substring("anchor-".length()))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path anchorFile(String chain) {
        return folder.resolve("anchor-" + chain);
    }
}
