package dev.coppice.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are about other objects mean those that they should. */
class ConnectionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyWorkloadSelectsItsOwnPodsAndNoOthers(String overlay) {
        var rendered = Rendered.of(overlay);

        assertThat(rendered.workloads())
                .allSatisfy(workload -> assertThat(selected(rendered, pods -> pods.isSelectedBy(workload.selector())))
                        .containsExactly(workload.name()));
    }

    private static List<String> selected(Rendered rendered, Predicate<Workload> selector) {
        return rendered.workloads().stream()
                .filter(selector)
                .map(Workload::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyServiceLeadsToOneWorkloadAndToAPortOfIt(String overlay) {
        var rendered = Rendered.of(overlay);

        assertThat(rendered.all(Service.class)).hasSizeGreaterThan(1).allSatisfy(service -> {
            var wanted = service.getSpec().getSelector();
            assertThat(selected(rendered, pods -> pods.isSelectedBy(wanted))).hasSize(1);
            var workload = rendered.workload(
                    selected(rendered, pods -> pods.isSelectedBy(wanted)).getFirst());
            assertThat(workload.container().getPorts())
                    .extracting(port -> port.getName())
                    .containsAll(service.getSpec().getPorts().stream()
                            .map(port -> port.getTargetPort().getStrVal())
                            .toList());
        });
        assertThat(rendered.one(Service.class, "coppice").getSpec().getSelector())
                .containsEntry("app.kubernetes.io/component", "api");
        assertThat(rendered.all(StatefulSet.class))
                .allSatisfy(set -> assertThat(
                                rendered.one(Service.class, set.getSpec().getServiceName())
                                        .getSpec()
                                        .getClusterIP())
                        .isEqualTo("None"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyBudgetOfDisruptionsIsForOneWorkloadAndLetsNodesBeDrained(String overlay) {
        var rendered = Rendered.of(overlay);
        var budgets = rendered.all(PodDisruptionBudget.class);

        assertThat(budgets)
                .allSatisfy(budget -> assertThat(
                                budget.getSpec().getMaxUnavailable().getIntVal())
                        .isPositive());
        assertThat(budgets.stream()
                        .flatMap(budget ->
                                selected(
                                        rendered,
                                        pods -> pods.isSelectedBy(
                                                budget.getSpec().getSelector()))
                                        .stream()))
                .containsExactlyInAnyOrder("coppice-api", "coppice-worker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "production"})
    void everyPodIsBehindAPolicyForBothWays(String overlay) {
        var rendered = Rendered.of(overlay);
        var both = rendered.all(NetworkPolicy.class).stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress")))
                .toList();

        assertThat(rendered.workloads())
                .allSatisfy(workload -> assertThat(both)
                        .anyMatch(
                                policy -> workload.isSelectedBy(policy.getSpec().getPodSelector())));
        assertThat(rendered.all(NetworkPolicy.class))
                .allSatisfy(policy -> assertThat(selected(
                                rendered,
                                pods -> pods.isSelectedBy(policy.getSpec().getPodSelector())))
                        .isNotEmpty());
    }

    @Test
    void theNameThatPeopleCallIsOneThatTheServiceGoesBy() {
        var production = Rendered.of("production");
        var ingress = production.one(Ingress.class, "coppice").getSpec();
        var rule = ingress.getRules().getFirst();
        var backend = rule.getHttp().getPaths().getFirst().getBackend().getService();

        assertThat(production.settings()).containsEntry("COPPICE_API_HOSTS", rule.getHost());
        assertThat(ingress.getTls().getFirst().getHosts()).containsExactly(rule.getHost());
        assertThat(production.one(Service.class, backend.getName()).getSpec().getPorts())
                .extracting(ServicePort::getName)
                .contains(backend.getPort().getName());
    }

    @Test
    void whoIsCountedByAnAutoscalerHasNoNumberOfItsOwn() {
        var production = Rendered.of("production+keda");
        var target = production
                .one(HorizontalPodAutoscaler.class, "coppice-api")
                .getSpec()
                .getScaleTargetRef();

        assertThat(production.one(Deployment.class, target.getName()).getSpec().getReplicas())
                .isNull();
        assertThat(production
                        .one(
                                StatefulSet.class,
                                Keda.scaledObject(production).scaleTargetRef().name())
                        .getSpec()
                        .getReplicas())
                .isNull();
        assertThat(Rendered.of("production")
                        .one(StatefulSet.class, "coppice-worker")
                        .getSpec()
                        .getReplicas())
                .isGreaterThan(1);
    }
}
