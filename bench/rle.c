/*
 * The operations on runs in C, for comparison with the Java ones.
 *
 *   gcc -O2 -o rle rle.c -lm
 *   ./rle masks.txt [milliseconds]
 *
 * Reads masks as MaskFile writes them, repeats each operation over all masks for at least that long
 * (300 by default), and prints a line for each: its name, nanoseconds per run, and a hash of the
 * results by which one sees that both languages compute the same.
 *
 * The algorithms and the layout are the Java ones: bitmaps are row-major, as images are, while runs
 * are column-major, so both ways compare or copy whole rows and put what changes from row to row in
 * order by counting. Every call allocates its result and what it needs on the way, and frees it.
 */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  uint32_t height;
  uint32_t width;
  uint32_t count;
  uint32_t *runs;
  uint32_t area; /* only of masks that were read */
} Mask;

static Mask *masks;
static uint8_t **bitmaps;
static char **strings;
static uint8_t *scratch; /* room for the bitmap of any of the masks, which are of one size */
static int mask_count;

/* What results leave behind, so that none is optimised away. */
static volatile uint64_t sink;

static void *allocate(size_t bytes) {
  void *memory = malloc(bytes > 0 ? bytes : 1);
  if (memory == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return memory;
}

static void *resize(void *memory, size_t bytes) {
  void *resized = realloc(memory, bytes > 0 ? bytes : 1);
  if (resized == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return resized;
}

/* Pixels at which a column goes in or out, each with the line (row or column) it belongs to. */
typedef struct {
  uint32_t count;
  uint32_t capacity;
  uint32_t *lines;
  uint32_t *pixels;
  uint32_t line_count;
  uint32_t *ends; /* of each line, once counted */
} Changes;

static Changes no_changes(uint32_t line_count) {
  uint32_t capacity = 1024;
  Changes changes = {0,
                     capacity,
                     allocate(capacity * sizeof(uint32_t)),
                     allocate(capacity * sizeof(uint32_t)),
                     line_count,
                     calloc((size_t)line_count + 1, sizeof(uint32_t))};
  if (changes.ends == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return changes;
}

static void add_change(Changes *changes, uint32_t line, uint32_t pixel) {
  if (changes->count == changes->capacity) {
    changes->capacity *= 2;
    changes->lines = resize(changes->lines, changes->capacity * sizeof(uint32_t));
    changes->pixels = resize(changes->pixels, changes->capacity * sizeof(uint32_t));
  }
  changes->lines[changes->count] = line;
  changes->pixels[changes->count++] = pixel;
  changes->ends[line]++;
}

/* All pixels line by line, those of one line as they came; what the changes held is freed. */
static uint32_t *in_order(Changes *changes) {
  uint32_t *ordered = allocate(changes->count * sizeof(uint32_t));
  uint32_t start = 0;
  for (uint32_t line = 0; line < changes->line_count; line++) {
    uint32_t next = start + changes->ends[line];
    changes->ends[line] = start;
    start = next;
  }
  for (uint32_t i = 0; i < changes->count; i++) {
    ordered[changes->ends[changes->lines[i]]++] = changes->pixels[i];
  }
  free(changes->lines);
  free(changes->pixels);
  free(changes->ends);
  return ordered;
}

static void add_if_changed(Changes *changes, uint8_t above, uint8_t pixel, uint32_t column,
                           uint32_t height, uint32_t y) {
  if ((above != 0) != (pixel != 0)) {
    add_change(changes, column, column * height + y);
  }
}

/* Adds the changes between row y and the row above it, eight pixels at a time. */
static void compare_rows(Changes *changes, const uint8_t *above, const uint8_t *row, uint32_t width,
                         uint32_t height, uint32_t y) {
  uint32_t x = 0;
  for (; x + 8 <= width; x += 8) {
    uint64_t eight_above;
    uint64_t eight;
    memcpy(&eight_above, above + x, 8);
    memcpy(&eight, row + x, 8);
    if (eight_above != eight) {
      for (uint32_t i = x; i < x + 8; i++) {
        add_if_changed(changes, above[i], row[i], i, height, y);
      }
    }
  }
  for (; x < width; x++) {
    add_if_changed(changes, above[x], row[x], x, height, y);
  }
}

static Mask encode(uint32_t height, uint32_t width, const uint8_t *bitmap) {
  Changes changes = no_changes(width);
  uint8_t *outside = calloc((size_t)width + 1, 1);
  if (outside == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  const uint8_t *above = outside;
  for (uint32_t y = 0; y < height; y++) {
    const uint8_t *row = bitmap + (size_t)y * width;
    compare_rows(&changes, above, row, width, height, y);
    above = row;
  }
  compare_rows(&changes, above, outside, width, height, height);
  uint32_t count = changes.count;
  uint32_t *ordered = in_order(&changes);
  Mask mask = {height, width, 0, allocate(((size_t)count + 1) * sizeof(uint32_t)), 0};
  uint32_t position = 0;
  for (uint32_t i = 0; i < count; i += 2) {
    if (mask.count > 0 && ordered[i] == position) {
      mask.runs[mask.count - 1] += ordered[i + 1] - position;
    } else {
      mask.runs[mask.count++] = ordered[i] - position;
      mask.runs[mask.count++] = ordered[i + 1] - ordered[i];
    }
    position = ordered[i + 1];
  }
  uint32_t pixels = height * width;
  if (position < pixels || mask.count == 0) {
    mask.runs[mask.count++] = pixels - position;
  }
  free(ordered);
  free(outside);
  return mask;
}

/* The row-major pixels in which a column goes in or out on its way down, row by row. */
static Changes changes_by_row(const Mask *mask) {
  Changes changes = no_changes(mask->height);
  uint32_t x = 0;
  uint32_t y = 0;
  for (uint32_t i = 0; i < mask->count; i++) {
    uint32_t left = mask->runs[i];
    bool inside = (i & 1) != 0;
    if (!inside && left >= mask->height) {
      x += left / mask->height;
      left %= mask->height;
    }
    while (left > 0) {
      uint32_t rows = mask->height - y < left ? mask->height - y : left;
      if (inside) {
        add_change(&changes, y, y * mask->width + x);
        if (y + rows < mask->height) {
          add_change(&changes, y + rows, (y + rows) * mask->width + x);
        }
      }
      left -= rows;
      y += rows;
      if (y == mask->height) {
        y = 0;
        x++;
      }
    }
  }
  return changes;
}

static void decode_into(const Mask *mask, uint8_t *bitmap) {
  uint32_t width = mask->width;
  Changes changes = changes_by_row(mask);
  uint32_t count = changes.count;
  uint32_t *ordered = in_order(&changes);
  uint32_t next = 0;
  for (uint32_t y = 0; y < mask->height; y++) {
    uint8_t *row = bitmap + (size_t)y * width;
    if (y == 0) {
      memset(row, 0, width);
    } else {
      memcpy(row, row - width, width);
    }
    for (; next < count && ordered[next] < (y + 1) * width; next++) {
      bitmap[ordered[next]] ^= 1;
    }
  }
  free(ordered);
}

static uint8_t *decode(const Mask *mask) {
  uint8_t *bitmap = allocate((size_t)mask->height * mask->width);
  decode_into(mask, bitmap);
  return bitmap;
}

static char *encode_string(const Mask *mask) {
  /* The difference of two runs has at most seven groups of five bits. */
  char *string = allocate(7 * (size_t)mask->count + 1);
  char *next = string;
  for (uint32_t i = 0; i < mask->count; i++) {
    int64_t value = mask->runs[i];
    if (i > 2) {
      value -= mask->runs[i - 2];
    }
    bool more = true;
    while (more) {
      int group = value & 31;
      value >>= 5;
      more = value != ((group & 16) != 0 ? -1 : 0);
      *next++ = (char)('0' + group + (more ? 32 : 0));
    }
  }
  *next = '\0';
  return string;
}

static Mask decode_string(uint32_t height, uint32_t width, const char *string) {
  Mask mask = {height, width, 0, allocate(strlen(string) * sizeof(uint32_t)), 0};
  while (*string != '\0') {
    int64_t value = 0;
    int shift = 0;
    int group;
    do {
      group = *string++ - '0';
      value |= (int64_t)(group & 31) << shift;
      shift += 5;
    } while ((group & 32) != 0);
    if ((group & 16) != 0) {
      value -= (int64_t)1 << shift;
    }
    if (mask.count > 2) {
      value += mask.runs[mask.count - 2];
    }
    mask.runs[mask.count++] = (uint32_t)value;
  }
  return mask;
}

/* Walks the runs inside a mask as stretches of pixel indices. */
typedef struct {
  const Mask *mask;
  uint32_t next;
  uint32_t start;
  uint32_t end;
} Cursor;

static bool advance(Cursor *cursor) {
  if (cursor->next + 1 >= cursor->mask->count) {
    return false;
  }
  cursor->start = cursor->end + cursor->mask->runs[cursor->next];
  cursor->end = cursor->start + cursor->mask->runs[cursor->next + 1];
  cursor->next += 2;
  return true;
}

static Mask merge(const Mask *first, const Mask *second) {
  Mask merged = {first->height, first->width, 0,
                 allocate(((size_t)first->count + second->count) * sizeof(uint32_t)), 0};
  Cursor a = {first, 0, 0, 0};
  Cursor b = {second, 0, 0, 0};
  bool has_a = advance(&a);
  bool has_b = advance(&b);
  uint32_t position = 0;
  while (has_a || has_b) {
    bool from_a = !has_b || (has_a && a.start <= b.start);
    uint32_t start = from_a ? a.start : b.start;
    uint32_t end = from_a ? a.end : b.end;
    if (merged.count == 0 || start > position) {
      merged.runs[merged.count++] = start - position;
      merged.runs[merged.count++] = end - start;
      position = end;
    } else if (end > position) {
      merged.runs[merged.count - 1] += end - position;
      position = end;
    }
    if (from_a) {
      has_a = advance(&a);
    } else {
      has_b = advance(&b);
    }
  }
  uint32_t pixels = first->height * first->width;
  if (position < pixels || merged.count == 0) {
    merged.runs[merged.count++] = pixels - position;
  }
  return merged;
}

static double iou(const Mask *first, const Mask *second) {
  Cursor a = {first, 0, 0, 0};
  Cursor b = {second, 0, 0, 0};
  uint32_t shared = 0;
  bool both = advance(&a) && advance(&b);
  while (both) {
    uint32_t start = a.start > b.start ? a.start : b.start;
    uint32_t end = a.end < b.end ? a.end : b.end;
    if (end > start) {
      shared += end - start;
    }
    both = a.end < b.end ? advance(&a) : advance(&b);
  }
  return shared == 0 ? 0 : shared / ((double)first->area + second->area - shared);
}

static void hash(uint64_t *value, uint64_t number) { *value = 31 * *value + number; }

static void hash_mask(uint64_t *value, const Mask *mask) {
  for (uint32_t i = 0; i < mask->count; i++) {
    hash(value, mask->runs[i]);
  }
}

/* Each of these makes the result for one mask, and hashes it where it is asked to. */

static const Mask *partner(int index) { return &masks[(index + 1) % mask_count]; }

static void use_mask(Mask result, uint64_t *value) {
  sink += result.count;
  if (value != NULL) {
    hash_mask(value, &result);
  }
  free(result.runs);
}

static void run_encode(int index, uint64_t *value) {
  use_mask(encode(masks[index].height, masks[index].width, bitmaps[index]), value);
}

static void use_bitmap(const Mask *mask, const uint8_t *bitmap, uint64_t *value) {
  sink += bitmap[0];
  if (value != NULL) {
    for (size_t pixel = 0; pixel < (size_t)mask->height * mask->width; pixel++) {
      hash(value, bitmap[pixel]);
    }
  }
}

static void run_decode(int index, uint64_t *value) {
  uint8_t *bitmap = decode(&masks[index]);
  use_bitmap(&masks[index], bitmap, value);
  free(bitmap);
}

static void run_decode_into(int index, uint64_t *value) {
  decode_into(&masks[index], scratch);
  use_bitmap(&masks[index], scratch, value);
}

static void run_encode_string(int index, uint64_t *value) {
  char *string = encode_string(&masks[index]);
  sink += (uint64_t)string[0];
  for (const char *next = string; value != NULL && *next != '\0'; next++) {
    hash(value, (uint64_t)*next);
  }
  free(string);
}

static void run_decode_string(int index, uint64_t *value) {
  use_mask(decode_string(masks[index].height, masks[index].width, strings[index]), value);
}

static void run_union(int index, uint64_t *value) {
  use_mask(merge(&masks[index], partner(index)), value);
}

static void run_iou(int index, uint64_t *value) {
  double ratio = iou(&masks[index], partner(index));
  sink += ratio > 0.5;
  if (value != NULL) {
    hash(value, (uint64_t)llround(ratio / 1e-9));
  }
}

typedef struct {
  const char *name;
  int masks_each;
  void (*run)(int index, uint64_t *value);
} Operation;

static const Operation operations[] = {
    {"encode", 1, run_encode},
    {"decode", 1, run_decode},
    {"decode_into", 1, run_decode_into},
    {"string_encode", 1, run_encode_string},
    {"string_decode", 1, run_decode_string},
    {"union", 2, run_union},
    {"iou", 2, run_iou},
};

static uint32_t area(const Mask *mask) {
  uint32_t inside = 0;
  for (uint32_t i = 1; i < mask->count; i += 2) {
    inside += mask->runs[i];
  }
  return inside;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static uint32_t read_number(FILE *file) {
  uint32_t number;
  if (fscanf(file, "%" SCNu32, &number) != 1) {
    fprintf(stderr, "the file of masks is cut off\n");
    exit(1);
  }
  return number;
}

static void read_masks(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    perror(path);
    exit(1);
  }
  mask_count = (int)read_number(file);
  masks = allocate((size_t)mask_count * sizeof(Mask));
  bitmaps = allocate((size_t)mask_count * sizeof(uint8_t *));
  strings = allocate((size_t)mask_count * sizeof(char *));
  for (int index = 0; index < mask_count; index++) {
    Mask *mask = &masks[index];
    mask->height = read_number(file);
    mask->width = read_number(file);
    mask->count = read_number(file);
    mask->runs = allocate(mask->count * sizeof(uint32_t));
    for (uint32_t i = 0; i < mask->count; i++) {
      mask->runs[i] = read_number(file);
    }
    mask->area = area(mask);
    bitmaps[index] = decode(mask);
    strings[index] = encode_string(mask);
  }
  fclose(file);
  scratch = allocate((size_t)masks[0].height * masks[0].width);
}

static void measure(const Operation *operation, double least_seconds) {
  uint64_t runs = 0;
  uint64_t value = 0;
  for (int index = 0; index < mask_count; index++) {
    runs += (uint64_t)operation->masks_each * masks[index].count;
    operation->run(index, &value);
  }
  uint64_t passes = 0;
  double elapsed = 0;
  double begin = seconds();
  while (elapsed < least_seconds) {
    for (int index = 0; index < mask_count; index++) {
      operation->run(index, NULL);
    }
    passes++;
    elapsed = seconds() - begin;
  }
  printf("%s %.4f %" PRIx64 "\n", operation->name, 1e9 * elapsed / ((double)passes * (double)runs),
         value);
}

int main(int count, char **arguments) {
  if (count < 2 || count > 3) {
    fprintf(stderr, "usage: %s masks.txt [milliseconds]\n", arguments[0]);
    return 2;
  }
  read_masks(arguments[1]);
  double least_seconds = 1e-3 * (count == 3 ? atof(arguments[2]) : 300);
  for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
    measure(&operations[i], least_seconds);
  }
  return 0;
}
