package org.samspill.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Where {@code bpmn/} stands: in the program, or the folder that {@code samspill.models} names. The folder replaces all of it, life events, blocks, actors,
 * rates, missions and scenarios, so that nothing of two worlds is ever mixed.
 */
@Component
public class ModelSource {

    private final String directory;

    /**
     * @param directory laid out as {@code bpmn/}; blank for what is in the program
     */
    public ModelSource(@Value("${samspill.models:}") String directory) {
        this.directory = directory;
    }

    /**
     * The files whose path from {@code bpmn/} matches, in the order of their addresses.
     *
     * @param pattern as {@code missions/*.yaml}
     */
    public List<Resource> files(String pattern) {
        String root = directory.isBlank()
                ? "classpath*:bpmn/"
                : Path.of(directory).toAbsolutePath().toUri().toString().replaceAll("/*$", "/");
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(root + pattern))
                    .filter(Resource::isReadable)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every life event as it is checked and deployed. */
    List<ModelFolder> folders() throws IOException {
        if (directory.isBlank()) {
            return ModelFolder.onClassPath();
        }
        Path chosen = Path.of(directory);
        if (!Files.isDirectory(chosen)) {
            var findings = new Findings();
            findings.error(directory, null, "directory-missing", directory);
            throw new ModelsRefused(findings.all());
        }
        return ModelFolder.in(chosen);
    }
}
