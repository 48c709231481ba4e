package org.postura.service;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP service.
 *
 * <pre>{@code
 * try (Service service = Service.start(settings)) {
 *   System.out.println(service.port());
 * }
 * }</pre>
 */
final class Service implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Service.class.getName());

  private static final String CONTENT_SECURITY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:;"
          + " media-src blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final int HEAD_BYTES = 8 << 10;
  private static final int MAX_CONNECTIONS = 1000;

  /** Threads beside those that work on videos: short answers, and refusals that are heard out. */
  private static final int SPARE_THREADS = 16;

  private final ServiceSettings settings;
  private final FileChannel lock;
  private final Models models = new Models();
  private final ServiceMetrics metrics = new ServiceMetrics();
  private final Admission admission;
  private final JobRunner runner;
  private final Thread jobThread;
  private final Readiness readiness;
  private final Javalin app;
  private final LandmarksHandler landmarks;
  private final JobsHandler jobsHandler;

  private Service(ServiceSettings settings) throws IOException {
    this.settings = settings;
    lock = lock(privateDirectory(settings.workDirectory()));
    AllowedRoots roots = new AllowedRoots(settings.roots(), settings.workDirectory());
    Spool spool = new Spool(settings);
    admission = new Admission(settings.requests(), settings.decoding());
    Jobs jobs = new Jobs(new JobStore(settings.workDirectory()), settings.jobs());
    runner = new JobRunner(jobs, roots, settings, metrics);
    jobThread = new Thread(runner, "postura-jobs");
    readiness = new Readiness(models, spool, admission, jobs, runner);
    landmarks = new LandmarksHandler(settings, admission, spool, models, metrics);
    jobsHandler = new JobsHandler(jobs, runner, settings);
    metrics.gauge(
        "postura.requests.in.work", "Requests taken and not yet answered", admission::inWork);
    metrics.gauge("postura.jobs.queued", "Jobs that wait", jobs::queued);
    metrics.gauge("postura.jobs.running", "Jobs that run", jobs::running);
    app = Javalin.create(this::configure);
  }

  /** Starts; the networks load while it answers already. */
  static Service start(ServiceSettings settings) throws IOException {
    Service service = new Service(settings);
    service.app.start();
    Thread loader = new Thread(service.readiness::load, "postura-model");
    loader.setDaemon(true);
    loader.start();
    service.jobThread.start();
    return service;
  }

  int port() {
    return app.port();
  }

  boolean ready() {
    return readiness.ready();
  }

  /** Takes nothing more, lets requests in work end within the grace time, then ends. */
  @Override
  public void close() {
    try {
      for (Connector connector : app.jettyServer().server().getConnectors()) {
        connector.shutdown(); // No new connections.
      }
      runner.end();
      admission.close(settings.grace().toNanos());
      jobThread.join(settings.grace().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    app.stop();
    models.close();
    metrics.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "application/json";
    config.jetty.threadPool = new QueuedThreadPool(settings.requests() + SPARE_THREADS);
    config.jetty.addConnector(this::connector);
    config.jetty.modifyServer(server -> server.setErrorHandler(new Problems.JettyErrors()));
    routes(config.routes);
  }

  private void routes(RoutesConfig routes) {
    Access access = new Access(settings);
    routes.before(Service::secure);
    routes.before(access::check);
    routes.get("/", Pages.resource("page/index.html", "text/html; charset=utf-8"));
    routes.get("/postura.js", Pages.resource("page/postura.js", "text/javascript; charset=utf-8"));
    routes.get("/postura.css", Pages.resource("page/postura.css", "text/css; charset=utf-8"));
    routes.get("/postura.svg", Pages.resource("page/postura.svg", "image/svg+xml"));
    routes.get("/openapi.json", Pages.resource("openapi.json", "application/json"));
    routes.get(
        "/healthz",
        ctx ->
            ctx.contentType("application/json")
                .result(ServiceJson.bytes(Map.of("status", "alive"))));
    routes.get("/readyz", readiness::answer);
    routes.get(
        "/metrics",
        ctx ->
            ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape()));
    routes.post("/v1/landmarks", landmarks);
    routes.post("/v1/jobs", jobsHandler::create);
    routes.get("/v1/jobs", jobsHandler::list);
    routes.get("/v1/jobs/{id}", jobsHandler::get);
    routes.delete("/v1/jobs/{id}", jobsHandler::cancel);
    new Problems(metrics).register(routes);
  }

  private static void secure(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(HEAD_BYTES);
    SlowHeads slow = new SlowHeads(server.getScheduler(), settings.idleTimeout());
    http.addCustomizer(slow);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.addBean(slow);
    connector.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    return connector;
  }

  /** What strangers send is nobody else's business on this machine. */
  private static Path privateDirectory(Path directory) throws IOException {
    Files.createDirectories(directory);
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    } catch (UnsupportedOperationException | FileSystemException e) {
      LOG.log(System.Logger.Level.WARNING, "The work directory may be read by others", e);
    }
    return directory;
  }

  /** Two services on one work directory would run every job twice. */
  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // One within this process.
    }
    channel.close();
    throw new IOException("another service uses the work directory " + directory);
  }
}
