package org.samspill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The files of one life event as they are checked and deployed: its own folder (scenarios left out), and every block, actor and rate.
 * Names are paths from {@code bpmn/} and are the names of the deployment's resources.
 */
public record ModelFolder(String key, SortedMap<String, byte[]> files) {

    private static final Pattern OF_LIFE_EVENT = Pattern.compile("life-events/([^/]+)/([^/]+)");
    private static final Pattern SHARED =
            Pattern.compile("(blocks/[^/]+\\.(bpmn|dmn|form|yaml))|((actors|rates)/[^/]+\\.yaml)");
    private static final Pattern MODEL = Pattern.compile(".*\\.(bpmn|dmn|form|yaml)");

    public ModelFolder {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Where the files of the life event itself stand. */
    String own(String name) {
        return "life-events/" + key + "/" + name;
    }

    /** The same folder with one file changed or added (by its name from {@code bpmn/}). */
    public ModelFolder with(String name, byte[] content) {
        var changed = new TreeMap<>(files);
        changed.put(name, content);
        return new ModelFolder(key, changed);
    }

    /** The same folder without a file. */
    public ModelFolder without(String name) {
        var changed = new TreeMap<>(files);
        changed.remove(name);
        return new ModelFolder(key, changed);
    }

    /** Every life event in a directory laid out as {@code bpmn/}. */
    public static List<ModelFolder> in(Path directory) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(directory, 4)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(path).toString().replace('\\', '/');
                if (belongs(name)) {
                    try (var content = Files.newInputStream(path)) {
                        files.put(name, capped(content));
                    }
                }
            }
        }
        return split(files);
    }

    /** Every life event on the class path under {@code bpmn/}. */
    static List<ModelFolder> onClassPath() throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:bpmn/**")) {
            String address = resource.getURL().toString();
            String name = address.substring(address.lastIndexOf("/bpmn/") + "/bpmn/".length());
            if (belongs(name) && resource.isReadable()) {
                try (var content = resource.getInputStream()) {
                    files.put(name, capped(content));
                }
            }
        }
        return split(files);
    }

    // A file beyond the limit is cut just above it: enough for the check that refuses it, too little to harm.
    private static byte[] capped(InputStream content) throws IOException {
        return content.readNBytes(ModelLimits.LARGEST_FILE + 1);
    }

    private static boolean belongs(String name) {
        return SHARED.matcher(name).matches()
                || (OF_LIFE_EVENT.matcher(name).matches() && MODEL.matcher(name).matches());
    }

    private static List<ModelFolder> split(Map<String, byte[]> files) {
        var shared = new TreeMap<String, byte[]>();
        var own = new TreeMap<String, SortedMap<String, byte[]>>();
        files.forEach((name, content) -> {
            var place = OF_LIFE_EVENT.matcher(name);
            if (place.matches()) {
                own.computeIfAbsent(place.group(1), key -> new TreeMap<>()).put(name, content);
            } else {
                shared.put(name, content);
            }
        });
        var folders = new ArrayList<ModelFolder>();
        own.forEach((key, content) -> {
            content.putAll(shared);
            folders.add(new ModelFolder(key, content));
        });
        return folders;
    }
}
