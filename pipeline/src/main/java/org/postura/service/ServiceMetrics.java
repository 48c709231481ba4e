package org.postura.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What {@code /metrics} tells. */
final class ServiceMetrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Counter requestFrames = frames("request");
  private final Counter jobFrames = frames("job");
  private final Timer inference =
      Timer.builder("postura.inference")
          .description("Time to find the persons in one frame")
          .serviceLevelObjectives(
              Duration.ofMillis(10),
              Duration.ofMillis(20),
              Duration.ofMillis(50),
              Duration.ofMillis(100),
              Duration.ofMillis(200),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              Duration.ofSeconds(5))
          .register(registry);
  private final Counter clientsGone =
      Counter.builder("postura.clients.gone")
          .description("Requests whose client went away before the end")
          .register(registry);

  ServiceMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Counter frames(String mode) {
    return Counter.builder("postura.frames")
        .description("Frames processed")
        .tag("mode", mode)
        .register(registry);
  }

  void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  void requestFrame() {
    requestFrames.increment();
  }

  void jobFrames(long count) {
    jobFrames.increment(count);
  }

  void inference(long nanos) {
    inference.record(nanos, TimeUnit.NANOSECONDS);
  }

  void clientGone() {
    clientsGone.increment();
  }

  /** A request or a job's video that failed or is partial; codes come from a fixed set. */
  void failure(String code) {
    Counter.builder("postura.failures")
        .description("Requests and videos that failed or are partial, by code")
        .tag("code", code)
        .register(registry)
        .increment();
  }

  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
