package tarn;

import java.net.URI;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.projectnessie.client.ext.NessieClientResolver;
import org.projectnessie.jaxrs.tests.BaseTestNessieRest;

/** Nessie's tests of its API, by its own client and by plain requests, against the server at -Dtarn. */
public class TarnNessieSuites {
  public static class Server extends NessieClientResolver {
    @Override
    protected URI getBaseUri(ExtensionContext context) {
      return URI.create(System.getProperty("tarn"));
    }
  }

  @ExtendWith(Server.class)
  public static class TestRest extends BaseTestNessieRest {}
}
