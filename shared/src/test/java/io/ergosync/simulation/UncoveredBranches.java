package io.ergosync.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Lists the lines of the storage that have a branch which the simulation never takes, out of
 * JaCoCo's report. A program of its own; CONTRIBUTING.md has the commands.
 */
final class UncoveredBranches {
  private static final String PACKAGE = "io/ergosync/storage/dynamodb";

  private UncoveredBranches() {}

  /**
   * Prints the list.
   *
   * @param arguments JaCoCo's report in XML and the folder of the sources
   */
  public static void main(String[] arguments) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Element report =
        factory.newDocumentBuilder().parse(Path.of(arguments[0]).toFile()).getDocumentElement();
    NodeList files = report.getElementsByTagName("sourcefile");
    for (int i = 0; i < files.getLength(); i++) {
      Element file = (Element) files.item(i);
      if (((Element) file.getParentNode()).getAttribute("name").equals(PACKAGE)) {
        print(file, Path.of(arguments[1], PACKAGE, file.getAttribute("name")));
      }
    }
  }

  private static void print(Element file, Path source) throws IOException {
    List<String> text = Files.readAllLines(source);
    NodeList lines = file.getElementsByTagName("line");
    for (int i = 0; i < lines.getLength(); i++) {
      Element line = (Element) lines.item(i);
      int number = Integer.parseInt(line.getAttribute("nr"));
      int missed = Integer.parseInt(line.getAttribute("mb"));
      boolean never = line.getAttribute("ci").equals("0");
      if (missed > 0 || never) {
        System.out.printf(
            "%s:%d %s: %s%n",
            source.getFileName(),
            number,
            never ? "never" : missed + " of its branches never",
            text.get(number - 1).strip());
      }
    }
  }
}
