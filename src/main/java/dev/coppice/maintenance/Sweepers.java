package dev.coppice.maintenance;

import dev.coppice.task.HomeId;
import dev.coppice.webhook.Postman;
import jakarta.enterprise.context.ApplicationScoped;

/** What is looked after every few seconds from the moment on in which this process owns its data folder. */
@ApplicationScoped
class Sweepers {

    private final HandoverSweeper handovers;
    private final PushSweeper pushes;
    private final PullRequestSweeper pullRequests;
    private final QueueSweeper queue;
    private final Postman postman;

    Sweepers(
            HandoverSweeper handovers,
            PushSweeper pushes,
            PullRequestSweeper pullRequests,
            QueueSweeper queue,
            Postman postman) {
        this.handovers = handovers;
        this.pushes = pushes;
        this.pullRequests = pullRequests;
        this.queue = queue;
        this.postman = postman;
    }

    void start(HomeId home) {
        handovers.start(home);
        pushes.start(home);
        pullRequests.start(home);
        queue.start();
        postman.start();
    }
}
