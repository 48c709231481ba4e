package org.postura.service;

import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.postura.blazepose.Model;
import org.postura.blazepose.PoseOptions;

/** {@code GET /readyz}: whether the next request would be taken. */
final class Readiness {
  private static final System.Logger LOG = System.getLogger(Readiness.class.getName());

  /** What is looked at, and what of it is well. */
  private record State(String status, Map<String, String> checks) {}

  private final Models models;
  private final Spool spool;
  private final Admission admission;
  private final Jobs jobs;
  private final JobRunner runner;
  private final AtomicReference<String> model = new AtomicReference<>("loading");

  Readiness(Models models, Spool spool, Admission admission, Jobs jobs, JobRunner runner) {
    this.models = models;
    this.spool = spool;
    this.admission = admission;
    this.jobs = jobs;
    this.runner = runner;
  }

  /** Loads the default network; the service answers meanwhile. */
  void load() {
    Model standard = PoseOptions.defaults().model();
    try {
      models.get(standard);
      model.set("ok");
    } catch (Exception | Error e) {
      LOG.log(System.Logger.Level.ERROR, "The networks can't be loaded", e);
      model.set("failed");
    }
  }

  boolean ready() {
    return checks().values().stream().allMatch("ok"::equals);
  }

  void answer(Context ctx) {
    Map<String, String> checks = checks();
    boolean ready = checks.values().stream().allMatch("ok"::equals);
    ctx.status(ready ? 200 : 503)
        .contentType("application/json")
        .result(ServiceJson.bytes(new State(ready ? "ready" : "not ready", checks)));
  }

  private Map<String, String> checks() {
    Map<String, String> checks = new TreeMap<>();
    checks.put("model", model.get());
    checks.put("work_directory", spool.writable() ? "ok" : "not writable");
    checks.put("requests", admission.full() ? "full" : "ok");
    checks.put("jobs", !runner.healthy() ? "broken" : jobs.full() ? "full" : "ok");
    return checks;
  }
}
