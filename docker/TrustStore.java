import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Run while the image is built: makes Java's trust store of a file with PEM certificates. The one
 * that Debian makes holds dates; this one, run with {@code -Dkeystore.pkcs12.macAlgorithm=NONE
 * -Dkeystore.pkcs12.certProtectionAlgorithm=NONE}, is the same for the same certificates.
 *
 * <p>usage: java TrustStore.java CERTIFICATES.pem CACERTS
 */
final class TrustStore {
  private TrustStore() {}

  public static void main(String[] args) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Map<String, Certificate> sorted = new TreeMap<>();
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        String digest =
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        sorted.put(digest, certificate);
      }
    }
    for (Map.Entry<String, Certificate> entry : sorted.entrySet()) {
      store.setCertificateEntry(entry.getKey(), (X509Certificate) entry.getValue());
    }
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      store.store(out, null);
    }
    System.out.println(sorted.size() + " certificate authorities");
  }
}
