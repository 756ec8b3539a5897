package org.samspill.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A page with every piece that pages are made of, and interfaces that fail in every way. */
@TestComponent
@Controller
class SamplePages {

    private final List<SseEmitter> listeners = new CopyOnWriteArrayList<>();

    record Row(int id, String title, String note, PromiseTag promise) {}

    record Counted(int count) {}

    @GetMapping("/sample")
    String sample(Model model, Locale locale) {
        fill(model, locale, List.of());
        return "sample/pieces";
    }

    @PostMapping("/sample")
    String send(@RequestParam String note, Model model, Locale locale, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        fill(model, locale, List.of(new FieldProblem("note", "Skriv et notat" + note)));
        return "sample/pieces";
    }

    @GetMapping("/sample/more")
    String more(Model model) {
        model.addAttribute("rows", List.of(row(3, ""), row(4, "")));
        model.addAttribute("more", "");
        return "sample/pieces :: rows";
    }

    @GetMapping("/sample/row/{id}")
    String one(@PathVariable int id, Model model) {
        model.addAttribute("rows", List.of(row(id, "endret")));
        model.addAttribute("more", "");
        return "sample/pieces :: rows";
    }

    @PostMapping("/sample/remove")
    String remove(RedirectAttributes redirect) {
        redirect.addFlashAttribute("status", "Fjernet");
        return "redirect:/sample";
    }

    @PostMapping("/sample/draft")
    @ResponseBody
    String draft() {
        return "14:32";
    }

    @GetMapping("/sample/fail")
    String fail() {
        throw new IllegalStateException("secret of ours");
    }

    @GetMapping("/sample/live")
    SseEmitter live() throws IOException {
        var emitter = new SseEmitter(0L);
        listeners.add(emitter);
        emitter.send(SseEmitter.event().comment("here"));
        return emitter;
    }

    @GetMapping("/sample/tell")
    @ResponseBody
    String tell() {
        listeners.removeIf(listener -> {
            try {
                for (String id : List.of("1", "2")) {
                    listener.send(SseEmitter.event().name("sample.changed").data(id));
                }
                for (String id : List.of("8", "9", "9", "1")) {
                    listener.send(SseEmitter.event().name("sample.new").data(id));
                }
                return false;
            } catch (IOException left) {
                return true;
            }
        });
        return "";
    }

    @GetMapping(value = "/sample/diagram.bpmn", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram() throws IOException {
        return new ClassPathResource("bpmn/blocks/identify.bpmn").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/sample/diagram.json")
    @ResponseBody
    Map<String, Object> state() {
        return Map.of(
                "done",
                        List.of(
                                "Start_PersonNamed",
                                "Flow_Start_PersonNamed_Service_ReadPerson",
                                "nothing-of-that-name"),
                "tokens", List.of(Map.of("element", "Service_ReadPerson", "words", "2 dager")),
                "waiting", List.of(Map.of("element", "Task_ClarifyIdentity", "words", "snitt 4 dager", "heat", 0.8)));
    }

    @PostMapping("/api/sample")
    @ResponseBody
    Counted count(@RequestBody Counted posted) {
        return posted;
    }

    @GetMapping("/api/sample/fail")
    @ResponseBody
    String failing() {
        throw new IllegalStateException("secret of ours");
    }

    @GetMapping("/api/sample/number")
    @ResponseBody
    Counted number(@RequestParam int of) {
        return new Counted(of);
    }

    @GetMapping({"/api/sample/refused", "/engine-rest/sample/refused"})
    @ResponseBody
    Counted refused() {
        throw new Problem(HttpStatus.CONFLICT, "taken", "web.problem.changed-meanwhile")
                .at("row")
                .code(1);
    }

    private static void fill(Model model, Locale locale, List<FieldProblem> problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("rows", List.of(row(1, ""), row(2, "")));
        model.addAttribute("more", "/sample/more");
        model.addAttribute(
                "promises",
                List.of(
                        new PromiseTag(PromiseTag.State.GREEN, "12 dager igjen"),
                        new PromiseTag(PromiseTag.State.AMBER, "Haster: 3 dager igjen"),
                        new PromiseTag(PromiseTag.State.RED, "2 dager over fristen"),
                        new PromiseTag(PromiseTag.State.GREY, "Venter på svar")));
        model.addAttribute(
                "tabs",
                List.of(new Tab("/sample", "web.place.work", true), new Tab("/sample?tab=2", "web.place.my", false)));
        var points = new ArrayList<TrendChart.Point>();
        for (int i = 0; i < 12; i++) {
            points.add(new TrendChart.Point(
                    YearMonth.of(2026, 1).plusMonths(i),
                    i == 4 ? null : BigDecimal.valueOf(61 - 2.3 * i),
                    i % 3 == 1 ? 3 : 1));
        }
        model.addAttribute("chart", TrendChart.of(points, BigDecimal.valueOf(28), BigDecimal.valueOf(60), "", locale));
    }

    private static Row row(int id, String note) {
        return new Row(
                id, "Behandle pleiepenger " + id, note, new PromiseTag(PromiseTag.State.RED, "2 dager over fristen"));
    }
}
