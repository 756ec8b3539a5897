package org.samspill.bench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;
import org.camunda.bpm.engine.rest.spi.ProcessEngineProvider;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/**
 * A node of bare Camunda 7.24 with its own REST in Tomcat, as its distributions serve it. What lets its polls wait is static, so two nodes in one program would
 * wake each other as no two nodes do; each is a program of its own ({@link CamundaNodes}).
 */
public final class CamundaNode {

    /** Of a process with one external task, whose topic is what the variable {@link #TOPIC} says. */
    static final String PROCESS = "errand";

    static final String TOPIC = "topic";
    static final String REST = "/engine-rest";

    /** How many polls may come in while the node looks for work. It refuses those above, and has room for 200 unless it is told otherwise, too little for 500 at once. */
    private static final String CAPACITY = "1000";

    private CamundaNode() {}

    /** How Camunda's REST finds the engine, by {@link java.util.ServiceLoader}. */
    public static final class Engines implements ProcessEngineProvider {

        @Override
        public ProcessEngine getDefaultProcessEngine() {
            return ProcessEngines.getProcessEngines().values().iterator().next();
        }

        @Override
        public ProcessEngine getProcessEngine(String name) {
            return ProcessEngines.getProcessEngine(name);
        }

        @Override
        public Set<String> getProcessEngineNames() {
            return ProcessEngines.getProcessEngines().keySet();
        }
    }

    /** Says its port and serves until nobody has orders any more. */
    public static void main(String[] url) throws Exception {
        PrintStream answers = ChildProgram.answers();
        try (BareCamunda camunda = new BareCamunda(url[0], false)) {
            deploy(camunda.engine());
            Tomcat tomcat = tomcat();
            tomcat.start();
            answers.println(tomcat.getConnector().getLocalPort());
            System.in.transferTo(OutputStream.nullOutputStream());
            tomcat.stop();
            tomcat.destroy();
        }
    }

    private static void deploy(ProcessEngine engine) {
        engine.getRepositoryService()
                .createDeployment()
                .enableDuplicateFiltering(true)
                .name(PROCESS)
                .addModelInstance(
                        PROCESS + ".bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .camundaHistoryTimeToLive(365)
                                .startEvent()
                                .serviceTask("do")
                                .camundaExternalTask("${" + TOPIC + "}")
                                .endEvent()
                                .done())
                .deploy();
    }

    private static Tomcat tomcat() {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("target/bench/tomcat");
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context = tomcat.addContext("", null);
        context.addApplicationListener(FetchAndLockContextListener.class.getName());
        context.addParameter("fetch-and-lock-queue-capacity", CAPACITY);
        ResourceConfig rest = new ResourceConfig()
                .registerClasses(CamundaRestResources.getResourceClasses())
                .registerClasses(CamundaRestResources.getConfigurationClasses());
        Wrapper servlet = Tomcat.addServlet(context, "rest", new ServletContainer(rest));
        servlet.setAsyncSupported(true);
        context.addServletMappingDecoded(REST + "/*", "rest");
        return tomcat;
    }
}
