package org.samspill.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of its own, in memory, that can be filled to its last block and made room on again. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Empty where one may not mount. */
    static Optional<SmallDisk> of(int megabytes) {
        try {
            Path folder = Files.createTempDirectory("faults-small");
            return Command.ran("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
                            && Command.ran("chmod", "777", folder.toString())
                    ? Optional.of(new SmallDisk(folder))
                    : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path folder() {
        return folder;
    }

    /** Until nothing more goes on it. */
    void fill() {
        byte[] block = new byte[512];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That was the aim.
        }
    }

    void makeRoom() {
        try {
            Files.delete(filler());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        Command.ran("umount", "-l", folder.toString());
    }
}
