package org.samspill.catalogue;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;
import org.samspill.actors.Actor;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

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
    private final Map<String, Decision> decisions = new TreeMap<>();
    private final List<DecisionFile> decisionFiles = new ArrayList<>();
    private final Map<String, Element> decisionRoots = new TreeMap<>();
    private final Set<String> twice = new TreeSet<>();
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
            declare(main.data());
        }
        Set<String> roles = main == null ? Set.of() : main.roles().keySet();
        var context =
                new FormContext(new DataDictionary(data), main == null ? Map.of() : main.consents(), actors, services);
        folder.files().forEach((file, bytes) -> {
            if (file.endsWith(".form") && main != null) {
                readForm(file, bytes, context);
            } else if (file.endsWith(".dmn")) {
                readDecisions(file, bytes);
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
            declare(DictionaryFile.read(file, content, findings));
        } else if (file.endsWith(".yaml") && !file.equals(folder.own("life-event.yaml"))) {
            findings.error(file, null, "file-unknown", file);
        }
    }

    private void declare(Map<String, Datum> more) {
        more.forEach((name, datum) -> {
            if (data.put(name, datum) != null) {
                twice.add(name);
            }
        });
    }

    private void readForm(String file, byte[] content, FormContext context) {
        String id = file.substring(file.lastIndexOf('/') + 1, file.length() - ".form".length());
        FormParsed parsed = Form.parse(id, content, context);
        parsed.faults().forEach(fault -> findings.ofForm(file, fault));
        if (forms.put(id, parsed.form()) != null) {
            findings.error(file, id, "form-twice", id);
        }
    }

    private void readDecisions(String file, byte[] content) {
        Document document = XmlGate.admit(file, content, new Findings());
        if (document == null) {
            return;
        }
        DecisionFile read = DecisionFile.read(file, document.getDocumentElement());
        decisionFiles.add(read);
        decisionRoots.put(file, document.getDocumentElement());
        for (Decision decision : read.decisions()) {
            if (decisions.put(decision.id(), decision) != null) {
                findings.error(file, decision.id(), "decision-twice", decision.id());
            }
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
        if (processes.containsKey(process.key())) {
            findings.error(file, process.key(), "process-twice", process.key(), file(process.key()));
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
                processes,
                decisions.values().stream().collect(Collectors.toMap(Decision::id, Decision::outputs)));
    }

    Map<String, Decision> decisions() {
        return decisions;
    }

    List<DecisionFile> decisionFiles() {
        return decisionFiles;
    }

    Map<String, Element> decisionRoots() {
        return decisionRoots;
    }

    /** True when every file that could be a process has become one. */
    boolean whole() {
        long drawn = folder.files().keySet().stream()
                .filter(file -> file.endsWith(".bpmn"))
                .count();
        return drawn == processes.size();
    }

    /** True for data that the life event itself declares; the rest comes from blocks, which are shared. */
    boolean declaresItself(String name) {
        return main != null && main.data().containsKey(name);
    }

    /** The names that both the life event and a block declare, where only one of them would count. */
    Set<String> twice() {
        return twice;
    }

    /** How many instances a multi-instance is told to have by number; 0 when it runs over a collection or is none. */
    long cardinality(String process, String step) {
        return model(process).getModelElementById(step) instanceof Activity activity
                        && activity.getLoopCharacteristics() instanceof MultiInstanceLoopCharacteristics loop
                        && loop.getLoopCardinality() != null
                ? ExpressionChecks.number(loop.getLoopCardinality().getTextContent())
                : 0;
    }

    /** Which kind of time a timer event has: timeDate, timeDuration or timeCycle. */
    String timerKind(String process, String step) {
        ModelElementInstance event = model(process).getModelElementById(step);
        for (TimerEventDefinition timer : event.getChildElementsByType(TimerEventDefinition.class)) {
            if (timer.getTimeCycle() != null) {
                return "timeCycle";
            }
            if (timer.getTimeDate() != null) {
                return "timeDate";
            }
        }
        return "timeDuration";
    }
}
