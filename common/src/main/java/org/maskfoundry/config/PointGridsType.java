package org.maskfoundry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Layers of points in the unit square. */
record PointGridsType() implements SettingType<List<List<GridPoint>>> {

  private static final SettingType<Double> COORDINATE = SettingType.share();

  @Override
  public Optional<List<List<GridPoint>>> read(Object found) {
    return listOf(found, layer -> listOf(layer, PointGridsType::point));
  }

  /** Every item read, or empty where it is no list, has no item or one that does not fit. */
  private static <T> Optional<List<T>> listOf(Object found, Function<Object, Optional<T>> reader) {
    if (!(found instanceof List<?> items) || items.isEmpty()) {
      return Optional.empty();
    }
    List<T> read = new ArrayList<>(items.size());
    for (Object item : items) {
      Optional<T> value = reader.apply(item);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      read.add(value.get());
    }
    return Optional.of(List.copyOf(read));
  }

  private static Optional<GridPoint> point(Object found) {
    return listOf(found, COORDINATE::read)
        .filter(coordinates -> coordinates.size() == 2)
        .map(coordinates -> new GridPoint(coordinates.get(0), coordinates.get(1)));
  }

  @Override
  public String expected() {
    return "layers of points, each point [x, y] with shares from 0 to 1: [[[0.5, 0.5]]]";
  }

  @Override
  public String render(List<List<GridPoint>> value) {
    return bracketed(value, layer -> bracketed(layer, PointGridsType::render));
  }

  private static String render(GridPoint point) {
    return bracketed(List.of(point.x(), point.y()), COORDINATE::render);
  }

  private static <T> String bracketed(List<T> items, Function<T, String> renderer) {
    return items.stream().map(renderer).collect(Collectors.joining(", ", "[", "]"));
  }
}
