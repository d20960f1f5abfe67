package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/cost.md shows, works. */
class DocumentationTest {

  private static final Path PAGE = TestLibrary.PROJECT.resolve("docs/cost.md");
  private static final Pattern BLOCK =
      Pattern.compile("```json\\n(\\{ ?\"format\": \"bitline/component/1\".*?)```", Pattern.DOTALL);

  @TempDir Path home;

  @Test
  void everyExampleLoads() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    int found = 0;
    FileComponentLibrary library = TestLibrary.product();
    while (blocks.find()) {
      Path file = Files.writeString(home.resolve("example" + found + ".json"), blocks.group(1));
      library.check(file);
      Component component =
          library.component(file.toString(), Map.of(), new Location("page", ""), home);
      assertTrue(component.actions().size() > 0, component.name());
      found++;
    }
    assertEquals(3, found);
  }

  @Test
  void theFirstExampleHasFiveLines() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    assertTrue(blocks.find());
    assertEquals(5, blocks.group(1).lines().count());
  }

  @Test
  void everyRowIsInTheTableAndEveryRowOfTheTableIsThere() throws IOException {
    List<String> named =
        Pattern.compile("^\\| `([a-z0-9-]+/[a-z0-9-]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE))
            .results()
            .map(result -> result.group(1))
            .sorted()
            .toList();
    assertEquals(TestLibrary.product().names(), named);
  }
}
