package org.maskfoundry.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.maskfoundry.training.Boxes.box;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;
import org.maskfoundry.detect.DetectedBox;
import org.maskfoundry.model.graph.HeadArchitecture;

/** Grids of 64, 32, 16 and 8 cells a side, of 8, 16, 32 and 64 pixels. */
class CellTargetsTest {

  private static final HeadArchitecture HEAD = new HeadArchitecture(8, 64, 512, 8);
  private static final int[] FIRST_CELLS = {0, 4096, 4096 + 1024, 4096 + 1024 + 256};
  private static final int ALL = 4096 + 1024 + 256 + 64;

  private static int[] targets(DetectedBox... boxes) {
    return new CellTargets(HEAD).of(List.of(boxes));
  }

  /** The cells that answer for an object: grid, column, row. */
  private static List<String> cellsOf(int object, DetectedBox... boxes) {
    int[] targets = targets(boxes);
    List<String> cells = new ArrayList<>();
    for (int level = 0; level < FIRST_CELLS.length; level++) {
      int side = HEAD.levels().get(level).side();
      for (int cell = 0; cell < side * side; cell++) {
        if (targets[FIRST_CELLS[level] + cell] == object) {
          cells.add("%d: %d %d".formatted(level, cell % side, cell / side));
        }
      }
    }
    return cells;
  }

  @Test
  void noObjectHasNoCell() {
    assertThat(targets()).hasSize(ALL).containsOnly(-1);
  }

  /** The middle, 124 and 68, is that of column 15 and row 8. */
  @Test
  void theCellsNearAnObjectsMiddleAnswerForIt() {
    assertThat(cellsOf(0, box(104, 48, 144, 88)))
        .containsExactly(
            "0: 14 7", "0: 15 7", "0: 16 7", "0: 14 8", "0: 15 8", "0: 16 8", "0: 14 9", "0: 15 9",
            "0: 16 9");
  }

  /** The middle is a corner of cells: four columns are one and a half cells away at most. */
  @Test
  void aMiddleBetweenCellsHasFourOfThemEachWay() {
    assertThat(cellsOf(0, box(80, 40, 160, 120))).hasSize(16).contains("0: 13 8", "0: 16 11");
  }

  /** 20 high: the rows above and below have their middles 8 away, inside; 14 high: outside. */
  @Test
  void cellsWhoseMiddleIsOutsideTheObjectDoNot() {
    assertThat(cellsOf(0, box(104, 58, 144, 78))).hasSize(9);
    assertThat(cellsOf(0, box(104, 61, 144, 75))).containsExactly("0: 14 8", "0: 15 8", "0: 16 8");
  }

  /** Columns 120 to 128 and rows 64 to 72; its middle, 124 and 68, is outside. */
  @Test
  void anObjectSmallerThanACellHasTheCellItLiesIn() {
    assertThat(cellsOf(0, box(121, 65, 123, 67))).containsExactly("0: 15 8");
  }

  @Test
  void objectsAtTheBorderHaveTheLastCell() {
    assertThat(cellsOf(0, box(511.5, 511.5, 512, 512))).containsExactly("0: 63 63");
    assertThat(cellsOf(0, box(512, 0, 512, 0))).containsExactly("0: 63 0");
  }

  /** A side is eight cells from the middle at most, unless there is no coarser grid. */
  @Test
  void theGridSuitsTheObjectsLongerSide() {
    assertThat(cellsOf(0, box(0, 0, 128, 20))).isNotEmpty().allMatch(cell -> cell.startsWith("0:"));
    assertThat(cellsOf(0, box(0, 0, 130, 20))).isNotEmpty().allMatch(cell -> cell.startsWith("1:"));
    assertThat(cellsOf(0, box(0, 0, 20, 256))).isNotEmpty().allMatch(cell -> cell.startsWith("1:"));
    assertThat(cellsOf(0, box(0, 0, 20, 258))).isNotEmpty().allMatch(cell -> cell.startsWith("2:"));
    assertThat(cellsOf(0, box(0, 0, 512, 512)))
        .isNotEmpty()
        .allMatch(cell -> cell.startsWith("2:"));
  }

  @Test
  void whatIsTooLargeForEveryGridIsTheCoarsestsBusiness() {
    HeadArchitecture coarse = new HeadArchitecture(8, 8, 512, 8);

    int[] targets = new CellTargets(coarse).of(List.of(box(-2000, -2000, 2512, 2512)));

    assertThat(targets).hasSize(64 + 16);
    for (int cell = 0; cell < 64; cell++) {
      assertThat(targets[cell]).isEqualTo(-1);
    }
    assertThat(targets).contains(0);
  }

  /** The small one has one cell in the middle of the large one's nine. */
  @Test
  void whereObjectsCompeteTheSmallerOneWins() {
    DetectedBox large = box(104, 48, 144, 88);
    DetectedBox small = box(119, 63, 129, 73);

    assertThat(cellsOf(1, large, small)).containsExactly("0: 15 8");
    assertThat(cellsOf(0, large, small)).hasSize(8);
    assertThat(cellsOf(0, small, large)).containsExactly("0: 15 8");
    assertThat(cellsOf(1, small, large)).hasSize(8);
  }

  @Test
  void aTinyObjectKeepsItsCellInALargerOne() {
    assertThat(cellsOf(0, box(121, 65, 123, 67), box(104, 48, 144, 88))).containsExactly("0: 15 8");
  }

  @Test
  void objectsOfDifferentSizesAnswerOnTheirOwnGrids() {
    DetectedBox whole = box(0, 0, 512, 512);
    DetectedBox small = box(240, 240, 272, 272);

    assertThat(cellsOf(0, whole, small)).hasSize(16);
    assertThat(cellsOf(1, whole, small)).hasSize(16);
  }

  @Test
  void cellsOfABatchAreToldWithHowFarTheSidesShouldBe() {
    Device cpu = new Device("cpu");
    DetectedBox tiny = box(121, 65, 123, 67);
    DetectedBox wide = box(140, 10, 300, 30);

    ResponsibleCells cells =
        ResponsibleCells.of(
            HEAD, new CellTargets(HEAD), List.of(List.of(tiny), List.of(), List.of(wide)));

    // On the second grid row 1 has its middle at 24, columns 12 to 14 have theirs at 200 to 232.
    assertThat(cells.count()).isEqualTo(1 + 3);
    long[] places = new long[4];
    cells.places(cpu).data_ptr_long().get(places);
    long wides = 2L * ALL + 4096 + 32;
    assertThat(places).containsExactly(8 * 64 + 15, wides + 12, wides + 13, wides + 14);
    assertThat(TorchHead.values(cells.sides(cpu)))
        .hasSize(4 * 4)
        .startsWith(124 - 121, 68 - 65, 123 - 124, 67 - 68)
        .endsWith(232 - 140, 24 - 10, 300 - 232, 30 - 24);
  }
}
