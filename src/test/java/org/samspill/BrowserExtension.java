package org.samspill;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Starts one Chromium for all tests of the run, gives each test its own windows and closes them after it. */
class BrowserExtension implements ParameterResolver, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
        String port = SpringExtension.getApplicationContext(context)
                .getEnvironment()
                .getRequiredProperty("local.server.port");
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Browser.Windows.class,
                        key -> new Browser.Windows(chromium, "http://localhost:" + port),
                        Browser.Windows.class)
                .browser();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browser.Windows windows = context.getStore(NAMESPACE).get(Browser.Windows.class, Browser.Windows.class);
        if (windows != null) {
            windows.close();
        }
    }
}
