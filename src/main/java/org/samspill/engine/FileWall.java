package org.samspill.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;

/** The second wall around files, before anything reads them: none so large or so deep that reading it would take the node with it. The gate refuses far earlier. */
final class FileWall implements Deployer {

    private static final int MOST_BYTES = 2_000_000;

    /** Groups inside groups; the engine reads a form by calling itself for each. */
    private static final int DEEPEST_FORM = 200;

    @Override
    public void deploy(DeploymentEntity deployment) {
        deployment.getResources().values().forEach(FileWall::admit);
    }

    private static void admit(ResourceEntity file) {
        if (file.getBytes().length > MOST_BYTES) {
            throw new ProcessEngineException(
                    "A file of more than " + MOST_BYTES + " bytes is not read (" + file.getName() + ")");
        }
        if (file.getName().endsWith(".form") && depth(file.getBytes()) > DEEPEST_FORM) {
            throw new ProcessEngineException(
                    "A form nested more than " + DEEPEST_FORM + " deep is not read (" + file.getName() + ")");
        }
    }

    /** How deep JSON goes, without reading it; brackets in texts are none. */
    private static int depth(byte[] json) {
        int deepest = 0;
        int depth = 0;
        boolean text = false;
        for (int i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '\\' -> i++;
                case '"' -> text = !text;
                case '{', '[' -> depth += text ? 0 : 1;
                case '}', ']' -> depth -= text ? 0 : 1;
                default -> {}
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
