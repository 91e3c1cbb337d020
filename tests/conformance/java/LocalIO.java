import java.io.File;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Files of this machine, by path or file:// location, without Hadoop. */
public class LocalIO implements FileIO {
  @Override
  public InputFile newInputFile(String location) {
    return Files.localInput(path(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return Files.localOutput(path(location));
  }

  @Override
  public void deleteFile(String location) {
    new File(path(location)).delete();
  }

  private static String path(String location) {
    // "file:///t" and, as Java writes it, "file:/t".
    return location.startsWith("file:") ? location.replaceFirst("^file:(//)?", "") : location;
  }
}
