package org.samspill.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.People;
import org.samspill.actors.Person;
import org.samspill.actors.PersonId;
import org.samspill.catalogue.DataType;
import org.samspill.catalogue.Datum;
import org.samspill.catalogue.LifeEvent;
import org.samspill.catalogue.LifeEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What law wants archived before it goes (arkivlova), as one file for each time something goes: {@code manifest.json} with the SHA-256 of the others,
 * {@code journey.json} for programs and {@code journey.html} for people. It is on the disk, read back and compared before anything is removed.
 * docs/guide/operate.md describes it.
 */
@Component
class Archive {

    static final String FORMAT = "samspill-archive/1";
    private static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final LifeEvents lifeEvents;
    private final People people;
    private final Retention retention;
    private final ObjectProvider<JourneyTraces> rooms;
    private final ArchivePage page;
    private final ObjectMapper json;

    Archive(
            @Value("${samspill.archive.folder:${samspill.data:./data}/archive}") Path folder,
            LifeEvents lifeEvents,
            People people,
            Retention retention,
            ObjectProvider<JourneyTraces> rooms,
            ArchivePage page,
            ObjectMapper json) {
        this.folder = folder;
        this.lifeEvents = lifeEvents;
        this.people = people;
        this.retention = retention;
        this.rooms = rooms;
        this.page = page;
        this.json = json.copy().enable(SerializationFeature.INDENT_OUTPUT);
    }

    /** A package that is there: the file's name in the folder, and its SHA-256 in hex. */
    record Written(String name, String sha256) {}

    /**
     * Writes what goes to a package, and reads it back.
     *
     * @param row what goes; the package is named after it, so that a run that is repeated writes the same file
     * @param data the rows whose data are archived
     */
    Written write(KeptStore.Row row, List<KeptStore.Row> data) {
        // Not having been able to read what goes is no fault of the archive.
        Map<String, Object> journey = journey(row, data);
        try {
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put("journey.json", json.writeValueAsBytes(journey));
            files.put("journey.html", page.of(journey));
            byte[] packed = pack(row, files);
            String name = row.journey() + "-" + row.part().key() + "-" + row.goesOn() + ".zip";
            put(name, packed);
            verify(folder.resolve(name), packed, files);
            return new Written(name, sha256(packed));
        } catch (IOException | RuntimeException failed) {
            throw new Eraser.Prevented(HeldBack.ARCHIVE, failed);
        }
    }

    private Map<String, Object> journey(KeptStore.Row row, List<KeptStore.Row> data) {
        LifeEvent lifeEvent = lifeEvents.ofDefinition(row.definition());
        Map<String, Object> journey = new LinkedHashMap<>();
        journey.put("format", FORMAT);
        journey.put("id", row.journey());
        journey.put("lifeEvent", lifeEvent.key());
        journey.put("version", lifeEvent.version());
        journey.put("title", lifeEvent.title().nb());
        journey.put("endedAt", row.endedAt().toString());
        Map<String, List<Map<String, Object>>> sections = new LinkedHashMap<>();
        sections.put("data", data(lifeEvent, data));
        sections.put("people", people(row.journey()));
        rooms.forEach(room -> sections.putAll(room.archived(row.journey())));
        journey.put("sections", sections);
        return journey;
    }

    private List<Map<String, Object>> data(LifeEvent lifeEvent, List<KeptStore.Row> rows) {
        List<Map<String, Object>> data = new ArrayList<>();
        rows.forEach(row -> retention
                .read(String.valueOf(row.data()))
                .forEach((name, value) ->
                        data.add(datum(lifeEvent.data().find(name).orElse(null), name, value))));
        for (KeptStore.Row row : rows) {
            if (row.called() != null) {
                retention.readCalled(row.called()).forEach(each -> data.add(called(lifeEvent, each)));
            }
        }
        return data;
    }

    /** What only a called process knew: which, and whom it was about, tell several of one name apart. */
    private Map<String, Object> called(LifeEvent lifeEvent, Called known) {
        Map<String, Object> told = datum(lifeEvent.data().find(known.name()).orElse(null), known.name(), known.value());
        told.put("process", known.process());
        if (!known.person().isEmpty()) {
            told.put(
                    "person",
                    people.find(new PersonId(known.person())).map(Person::name).orElse(known.person()));
        }
        return told;
    }

    private Map<String, Object> datum(@Nullable Datum datum, String name, Object value) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name);
        told.put("title", datum == null ? name : datum.title().nb());
        told.put("value", datum != null && datum.type() == DataType.PEOPLE ? named(value) : value);
        return told;
    }

    /** People by name: their ids mean nothing where we are not. */
    private Object named(Object ids) {
        return ids instanceof List<?> list
                ? list.stream()
                        .map(id -> people.find(new PersonId(String.valueOf(id)))
                                .map(person -> (Object) person.name())
                                .orElse(id))
                        .toList()
                : ids;
    }

    private List<Map<String, Object>> people(String journey) {
        Set<PersonId> known = new LinkedHashSet<>();
        rooms.forEach(room -> known.addAll(room.people(journey)));
        List<Map<String, Object>> told = new ArrayList<>();
        known.forEach(id -> people.find(id).ifPresent(person -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", person.name());
            if (person.nationalId() != null) {
                row.put("nationalId", person.nationalId().value());
            }
            told.add(row);
        }));
        return told;
    }

    private byte[] pack(KeptStore.Row row, Map<String, byte[]> files) throws IOException {
        List<Map<String, Object>> listed = new ArrayList<>();
        files.forEach((name, content) ->
                listed.add(Map.of("name", name, "bytes", content.length, "sha256", sha256(content))));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("journey", row.journey());
        manifest.put("part", row.part().key());
        manifest.put("due", row.goesOn().toString());
        manifest.put("files", listed);
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, MANIFEST, json.writeValueAsBytes(manifest));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                add(zip, file.getKey(), file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same content makes the same file.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** The file is there whole or not at all, also when the power goes; only the program's user reads it where the system knows users. */
    private void put(String name, byte[] packed) throws IOException {
        Files.createDirectories(folder);
        // Always the same name: what a run that was killed has left is written over, and stays nowhere.
        Path fresh = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, readers());
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(packed);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            if (knowsUsers()) {
                // The name is on the disk too.
                try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                    names.force(true);
                }
            }
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] readers() {
        return knowsUsers()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean knowsUsers() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    private void verify(Path file, byte[] packed, Map<String, byte[]> files) throws IOException {
        if (!sha256(Files.readAllBytes(file)).equals(sha256(packed))) {
            throw new IOException("The package reads otherwise than it was written");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            JsonNode manifest = json.readTree(read(zip, MANIFEST));
            for (JsonNode listed : manifest.path("files")) {
                byte[] content = read(zip, listed.path("name").asText());
                if (!sha256(content).equals(listed.path("sha256").asText())) {
                    throw new IOException("A file of the package does not fit its manifest");
                }
            }
            if (manifest.path("files").size() != files.size()) {
                throw new IOException("The package is not whole");
            }
        }
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("The package lacks a file");
        }
        return zip.getInputStream(entry).readAllBytes();
    }

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Fingerprint.sha256().digest(content));
    }
}
