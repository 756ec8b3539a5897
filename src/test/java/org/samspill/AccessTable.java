package org.samspill;

import java.util.List;
import java.util.stream.Stream;

/** Every address of the program, and what those get there who have no business with it. */
final class AccessTable {

    /**
     * Who has not signed in, a citizen who takes no part, a caseworker of another organisation, a machine of another organisation with its token. {@code in} is
     * the way to the sign-in page.
     */
    private static final String TABLE = """
            GET  /                                                        | 200 | 200 | 200 | 200
            GET  /sign-in                                                 | 200 | 302 | 302 | 200
            POST /sign-in/refused                                         | in  | 422 | 422 | in
            GET  /sign-in/organisation                                    | in  | in  | in  | in
            POST /sign-in/organisation                                    | 400 | 400 | 400 | 400
            GET  /sign-in/no-entry                                        | 403 | 403 | 403 | 403
            GET  /signed-out                                              | 200 | 200 | 200 | 200
            GET  /sign-out/notice                                         | 400 | 400 | 400 | 400
            POST /sign-out/back-channel/any                               | 400 | 400 | 400 | 400
            GET  /sign-ins                                                | in  | 200 | 200 | in
            POST /sign-ins                                                | in  | 302 | 302 | in
            GET  /operations/sign-ins                                     | in  | 403 | 403 | in
            POST /operations/sign-ins                                     | in  | 403 | 403 | in
            POST /operations/sign-ins/end                                 | in  | 403 | 403 | in
            POST /sign-out/everywhere                                     | in  | -   | -   | in
            POST /preferences                                             | 302 | 302 | 302 | 302
            GET  /v3/api-docs                                             | 200 | 200 | 200 | 200
            GET  /v3/api-docs.yaml                                        | 200 | 200 | 200 | 200
            GET  /v3/api-docs/swagger-config                              | 200 | 200 | 200 | 200
            GET  /swagger-ui                                              | 302 | 302 | 302 | 302
            GET  /api/life-events                                         | 200 | 200 | 200 | 200
            GET  /api/life-events/{lifeEvent}                             | 200 | 200 | 200 | 200
            GET  /api/actors                                              | 200 | 200 | 200 | 200
            GET  /api/organisations                                       | 200 | 200 | 200 | 200
            GET  /api/organisations/{organisation}                        | 200 | 200 | 200 | 200
            POST /api/organisations/{organisation}/secret                 | 401 | 404 | 404 | 404
            GET  /api/missions                                            | 200 | 200 | 200 | 200
            GET  /api/missions/{mission}                                  | 200 | 200 | 200 | 200
            GET  /api/missions/{mission}/{indicator}/municipalities       | 200 | 200 | 200 | 200

            POST /engine-rest/external-task/fetchAndLock                  | 401 | 401 | 401 | 200
            POST /engine-rest/external-task/{service}/complete            | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/failure             | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/bpmnError           | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/extendLock          | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/lock                | 401 | 401 | 401 | 404
            POST /engine-rest/external-task/{service}/unlock              | 401 | 401 | 401 | 404
            POST /engine-rest/process-instance/{journey}/variables        | 401 | 401 | 401 | 404
            GET  /engine-rest/process-instance/{journey}/variables/n/data | 401 | 401 | 401 | 404
            GET  /engine-rest/execution/{journey}/localVariables/n/data   | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/fetchAndLock                  | 401 | 401 | 401 | 200
            POST /engine-rest/engine/default/external-task/{service}/complete            | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/failure             | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/bpmnError           | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/extendLock          | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/lock                | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/external-task/{service}/unlock              | 401 | 401 | 401 | 404
            POST /engine-rest/engine/default/process-instance/{journey}/variables        | 401 | 401 | 401 | 404
            GET  /engine-rest/engine/default/process-instance/{journey}/variables/n/data | 401 | 401 | 401 | 404
            GET  /engine-rest/engine/default/execution/{journey}/localVariables/n/data   | 401 | 401 | 401 | 404

            POST /api/events                                              | 401 | 403 | 403 | 403
            POST /api/journeys                                            | 401 | 422 | 403 | 403
            GET  /api/journeys/{journey}                                  | 401 | 404 | 404 | 404
            GET  /api/journeys/{journey}/timeline                         | 401 | 404 | 404 | 404
            GET  /api/subscriptions                                       | 401 | 403 | 403 | 200
            POST /api/subscriptions                                       | 401 | 403 | 403 | 400
            GET  /api/subscriptions/{subscription}                        | 401 | 403 | 403 | 404
            DELETE /api/subscriptions/{subscription}                      | 401 | 403 | 403 | 404
            POST /api/subscriptions/{subscription}/secret                 | 401 | 403 | 403 | 404
            GET  /api/work-items                                          | 401 | 403 | 200 | 403
            GET  /api/work-items/{service}                                | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/claim                          | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/release                        | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/assign                         | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/complete                       | 401 | 403 | 404 | 403
            POST /api/work-items/{service}/refuse                         | 401 | 403 | 404 | 403
            POST /api/work-items/claim                                    | 401 | 403 | 200 | 403
            POST /api/work-items/release                                  | 401 | 403 | 200 | 403
            POST /api/work-items/assign                                   | 401 | 403 | 200 | 403
            POST /api/work-items/complete                                 | 401 | 403 | 200 | 403
            POST /api/work-items/refuse                                   | 401 | 403 | 200 | 403

            GET  /work                                                    | in  | 403 | 200 | in
            GET  /work/live                                               | in  | 403 | -   | in
            GET  /work/next                                               | in  | 403 | 302 | in
            GET  /work/{service}                                          | in  | 403 | 404 | in
            GET  /work/{service}/timeline                                 | in  | 403 | 404 | in
            GET  /work/{service}/state                                    | in  | 403 | 404 | in
            GET  /work/{service}/row                                      | in  | 403 | 404 | in
            GET  /work/{service}/assign                                   | in  | 403 | 404 | in
            POST /work/{service}                                          | in  | 403 | 404 | in
            POST /work/{service}/fields                                   | in  | 403 | 404 | in
            POST /work/{service}/refuse                                   | in  | 403 | 404 | in
            POST /work/{service}/more                                     | in  | 403 | 404 | in
            POST /work/{service}/draft                                    | in  | 403 | 404 | in
            POST /work/{service}/draft/delete                             | in  | 403 | 404 | in
            POST /work/{service}/notes                                    | in  | 403 | 404 | in
            POST /work/{service}/claim                                    | in  | 403 | 404 | in
            POST /work/{service}/release                                  | in  | 403 | 404 | in
            POST /work/bulk                                               | in  | 403 | 200 | in
            POST /work/bulk/do                                            | in  | 403 | 200 | in
            POST /work/notices/seen                                       | in  | 403 | 302 | in
            POST /work/views                                              | in  | 403 | 302 | in
            POST /work/views/{view}/delete                                | in  | 403 | 404 | in
            GET  /journeys                                                | in  | 403 | 200 | in
            GET  /journeys/{journey}                                      | in  | 403 | 404 | in
            GET  /journeys/{journey}/live                                 | in  | 404 | 404 | in
            GET  /journeys/{journey}/diagram                              | in  | 403 | 404 | in
            GET  /journeys/{journey}/notes                                | in  | 403 | 404 | in
            GET  /journeys/{journey}/documents                            | in  | 403 | 404 | in
            GET  /journeys/{journey}/documents/1                          | in  | 403 | 404 | in
            GET  /journeys/{journey}/documents/1/file                     | in  | 403 | 404 | in
            GET  /journeys/{journey}/exemptions                           | in  | 403 | 404 | in
            POST /journeys/{journey}/exemptions                           | in  | 403 | 404 | in
            POST /journeys/{journey}/exemptions/any/end                   | in  | 403 | 404 | in
            POST /journeys/{journey}/notes                                | in  | 403 | 404 | in
            GET  /journeys/{journey}/diagram.bpmn                         | in  | 403 | 404 | in
            GET  /journeys/{journey}/state.json                           | in  | 403 | 404 | in

            GET  /my                                                      | in  | 200 | 403 | in
            GET  /my/mandates                                             | in  | 200 | 403 | in
            POST /my/mandates/ask                                         | in  | 400 | 403 | in
            POST /my/mandates/take-back                                   | in  | 400 | 403 | in
            GET  /sign-in/back                                            | in  | 302 | 302 | in
            GET  /my/start/{lifeEvent}                                    | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}                                    | in  | 422 | 403 | in
            POST /my/start/{lifeEvent}/edit                               | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}/fields                             | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}/send                               | in  | 422 | 403 | in
            POST /my/start/{lifeEvent}/draft                              | in  | 200 | 403 | in
            POST /my/start/{lifeEvent}/later                              | in  | 302 | 403 | in
            POST /my/start/{lifeEvent}/anew                               | in  | 302 | 403 | in
            GET  /my/journeys/{journey}                                   | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/started                           | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/seen                              | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/known                              | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/ask                                | in  | 404 | 403 | in
            POST /my/journeys/{journey}/ask                                | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/everything                         | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/everything.json                    | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/consents/any/withdraw             | in  | 404 | 403 | in
            POST /my/journeys/{journey}/consents/any/withdraw             | in  | 404 | 403 | in
            GET  /my/journeys/{journey}/messages/KeyFound                 | in  | 404 | 403 | in
            POST /my/journeys/{journey}/messages/KeyFound                 | in  | 404 | 403 | in
            GET  /my/tasks/{task}                                         | in  | 404 | 403 | in
            POST /my/tasks/{task}                                         | in  | 404 | 403 | in
            POST /my/tasks/{task}/fields                                  | in  | 404 | 403 | in
            POST /my/tasks/{task}/draft                                   | in  | 404 | 403 | in
            POST /my/tasks/{task}/later                                   | in  | 404 | 403 | in
            GET  /my/tasks/{task}/receipt                                 | in  | 404 | 403 | in

            GET  /missions                                                | in  | 200 | 200 | in
            GET  /missions/{mission}                                      | in  | 200 | 200 | in
            GET  /studio                                                  | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}                                      | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/diagrams/{lifeEvent}.bpmn            | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/services                             | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/rates                                | in  | 403 | 403 | in
            GET  /studio/{lifeEvent}/findings                             | in  | 403 | 403 | in
            GET  /operations                                              | in  | 403 | 403 | in
            GET  /operations/incidents/{incident}                         | in  | 403 | 403 | in
            POST /operations/incidents/{incident}/retry                   | in  | 403 | 403 | in
            GET  /operations/webhooks/{subscription}                      | in  | 403 | 403 | in
            POST /operations/webhooks/{subscription}/replay               | in  | 403 | 403 | in
            POST /operations/agencies/{organisation}/start                | in  | 403 | 403 | in
            POST /operations/agencies/{organisation}/stop                 | in  | 403 | 403 | in
            GET  /operations/retention                                    | in  | 403 | 403 | in
            POST /operations/retention/run                                | in  | 403 | 403 | in
            POST /operations/retention/holds                              | in  | 403 | 403 | in
            POST /operations/retention/ends                               | in  | 403 | 403 | in
            POST /operations/retention/holds/{task}/lift                  | in  | 403 | 403 | in
            """;

    private AccessTable() {}

    /**
     * One address.
     *
     * @param expected for each of those whom {@link Intruders} are, in their order
     */
    record Row(String method, String path, List<String> expected) {

        static Row of(String line) {
            String[] cells = line.strip().split("\\s*\\|\\s*");
            String[] address = cells[0].split("\\s+");
            return new Row(address[0], address[1], List.of(cells).subList(1, cells.length));
        }
    }

    static Stream<Row> rows() {
        return TABLE.lines().filter(line -> !line.isBlank()).map(Row::of);
    }

    /** An address with its variable parts made alike; two of them in one part of the path are one. */
    static String shape(String path) {
        return path.replaceAll("\\{[^/]*}", "*")
                .replaceAll("^(/work/\\*)/timeline$", "$1/*")
                .replaceAll("/documents/1(/|$)", "/documents/*$1")
                .replace("/variables/n/", "/variables/*/")
                .replace("/localVariables/n/", "/localVariables/*/")
                .replace("/consents/any/", "/consents/*/")
                .replace("/exemptions/any/", "/exemptions/*/")
                .replace("/back-channel/any", "/back-channel/*")
                .replace("/messages/KeyFound", "/messages/*");
    }
}
