package org.samspill.catalogue;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;

/**
 * A folder read into records, with what the checks want to know beside them: the file and the model of each process.
 * Reading never stops at the first fault; what could not be read is missing here and stands in the findings.
 */
final class Reading {

    private final ModelFolder folder;
    private final Findings findings;
    private final Map<String, Actor> actors = new TreeMap<>();
    private final Map<String, Service> services = new TreeMap<>();
    private final Map<String, Datum> data = new LinkedHashMap<>();
    private final Map<String, Form> forms = new TreeMap<>();
    private final Map<String, Rate> rates = new TreeMap<>();
    private final Map<String, ProcessModel> processes = new LinkedHashMap<>();
    private final Map<String, BpmnModelInstance> models = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private @Nullable LifeEventFile main;

    private Reading(ModelFolder folder, Findings findings) {
        this.folder = folder;
        this.findings = findings;
    }

    static Reading of(ModelFolder folder, Findings findings) {
        var reading = new Reading(folder, findings);
        reading.readAll();
        return reading;
    }

    private void readAll() {
        String mainFile = folder.own("life-event.yaml");
        byte[] content = folder.files().get(mainFile);
        if (content == null) {
            findings.error(mainFile, null, "file-missing", mainFile);
        } else {
            main = LifeEventFile.read(mainFile, content, findings);
        }
        folder.files().forEach(this::readYaml);
        if (main != null) {
            data.putAll(main.data());
        }
        Set<String> roles = main == null ? Set.of() : main.roles().keySet();
        var context =
                new FormContext(new DataDictionary(data), main == null ? Map.of() : main.consents(), actors, services);
        folder.files().forEach((file, bytes) -> {
            if (file.endsWith(".form")) {
                readForm(file, bytes, context);
            } else if (file.endsWith(".bpmn")) {
                readProcess(file, bytes, roles);
            }
        });
    }

    private void readYaml(String file, byte[] content) {
        if (file.startsWith("actors/")) {
            ActorFile read = ActorFile.read(file, content, findings);
            if (read != null) {
                actors.put(read.actor().key(), read.actor());
                services.putAll(read.services());
            }
        } else if (file.startsWith("rates/")) {
            Rate rate = RateFile.read(file, content, findings);
            if (rate != null) {
                rates.put(rate.key(), rate);
            }
        } else if (file.startsWith("blocks/") && file.endsWith(".yaml")) {
            data.putAll(DictionaryFile.read(file, content, findings));
        }
    }

    private void readForm(String file, byte[] content, FormContext context) {
        String id = file.substring(file.lastIndexOf('/') + 1, file.length() - ".form".length());
        FormParsed parsed = Form.parse(id, content, context);
        parsed.faults().forEach(fault -> findings.ofForm(file, fault));
        if (forms.put(id, parsed.form()) != null) {
            findings.error(file, id, "form-twice", id);
        }
    }

    private void readProcess(String file, byte[] content, Set<String> roles) {
        BpmnModelInstance model;
        try {
            model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
        } catch (RuntimeException broken) {
            findings.error(file, null, "bpmn-broken", Words.reason(broken));
            return;
        }
        ProcessModel process = BpmnReader.read(model, roles);
        if (process == null) {
            findings.error(file, null, "bpmn-no-process");
            return;
        }
        processes.put(process.key(), process);
        models.put(process.key(), model);
        files.put(process.key(), file);
    }

    Findings findings() {
        return findings;
    }

    ModelFolder folder() {
        return folder;
    }

    Map<String, ProcessModel> processes() {
        return processes;
    }

    BpmnModelInstance model(String process) {
        BpmnModelInstance model = models.get(process);
        if (model == null) {
            throw new IllegalArgumentException(process);
        }
        return model;
    }

    String file(String process) {
        return files.getOrDefault(process, process);
    }

    /** The life event, not deployed yet; null when its own file could not be read. */
    @Nullable
    LifeEvent lifeEvent() {
        if (main == null) {
            return null;
        }
        return new LifeEvent(
                main.key(),
                0,
                "",
                main.title(),
                main.summary(),
                main.owner(),
                main.missions(),
                main.subject(),
                main.applicant(),
                main.start(),
                main.roles(),
                main.consents(),
                main.events(),
                new DataDictionary(data),
                main.retention(),
                actors,
                services,
                forms,
                rates,
                processes);
    }

    List<String> actorKeys() {
        return List.copyOf(actors.keySet());
    }
}
