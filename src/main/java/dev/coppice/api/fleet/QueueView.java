package dev.coppice.api.fleet;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.coppice.queue.AgentPause;
import dev.coppice.queue.figures.QueueFigures.ExecutionsInState;
import dev.coppice.queue.figures.QueueFigures.Held;
import dev.coppice.queue.figures.QueueFigures.Phases;
import dev.coppice.queue.figures.QueueFigures.TasksOfAgent;
import dev.coppice.task.ExecutionState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is not at its end.
 *
 * @param executions how many are queued, executing and paused, by these words
 * @param tasks of all agents together
 * @param agents of each agent that has any, by name
 * @param leases how many are held
 * @param expiredLeases how many of them are over and wait to be taken back
 * @param pausedAgents those whose accounts cannot work now
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record QueueView(
        Map<String, Integer> executions,
        TasksView tasks,
        List<AgentTasksView> agents,
        int leases,
        int expiredLeases,
        List<String> pausedAgents) {

    /**
     * Tasks that are not at their end.
     *
     * @param blocked the queued ones that wait for others
     * @param awaitingApproval the queued ones that wait for nothing but a person's approval
     * @param admitted the queued ones that can be claimed now, or as soon as the time of their retry has come
     * @param oldestWaitingSeconds how long one of those has waited to be claimed; null if there are none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record TasksView(
            int queued,
            int blocked,
            int awaitingApproval,
            int admitted,
            int executing,
            PhasesView phases,
            @Nullable Double oldestWaitingSeconds) {

        static TasksView of(List<TasksOfAgent> agents) {
            return new TasksView(
                    sum(agents, TasksOfAgent::queued),
                    sum(agents, TasksOfAgent::blocked),
                    sum(agents, TasksOfAgent::awaitingApproval),
                    sum(agents, TasksOfAgent::admitted),
                    sum(agents, TasksOfAgent::executing),
                    PhasesView.of(agents.stream().map(TasksOfAgent::phases).toList()),
                    agents.stream()
                            .flatMap(agent -> agent.oldestSeconds().stream())
                            .max(Comparator.naturalOrder())
                            .map(seconds -> Math.round(10 * seconds) / 10.0)
                            .orElse(null));
        }
    }

    /** How many of the executing ones are at what. */
    public record PhasesView(int preparing, int running, int verifying, int landing) {

        static PhasesView of(List<Phases> phases) {
            return new PhasesView(
                    sum(phases, Phases::preparing),
                    sum(phases, Phases::running),
                    sum(phases, Phases::verifying),
                    sum(phases, Phases::landing));
        }
    }

    /** Those of one agent. */
    public record AgentTasksView(String agent, TasksView tasks) {

        static AgentTasksView of(TasksOfAgent tasks) {
            return new AgentTasksView(tasks.agent(), TasksView.of(List.of(tasks)));
        }
    }

    private static <T> int sum(List<T> all, ToIntFunction<T> number) {
        return all.stream().mapToInt(number).sum();
    }

    static QueueView of(
            List<ExecutionsInState> executions, List<TasksOfAgent> tasks, Held held, List<AgentPause> pauses) {
        var states = new LinkedHashMap<String, Integer>();
        Arrays.stream(ExecutionState.values())
                .filter(state -> !state.isFinal())
                .forEach(state -> states.put(state.word(), 0));
        executions.forEach(found -> states.put(found.state(), found.executions()));
        return new QueueView(
                states,
                TasksView.of(tasks),
                tasks.stream().map(AgentTasksView::of).toList(),
                held.leases(),
                held.expired(),
                pauses.stream().map(AgentPause::agent).toList());
    }
}
