/* The forward pass of a Llama with int8 weights, on one thread, in one call for all layers.
 *
 * What nano costs is not its arithmetic but the steps between: NumPy takes 20 calls a layer.
 * Weights are int8 with a scale for each output row. What they are multiplied with is rounded to
 * int16, a scale for each token: as int8 it would double the error of the weights and gain nothing
 * where a processor multiplies 16-bit pairs (docs/decisions/0008-int8-kernel.md). Sums are int32
 * and exact.
 *
 * A packed matrix holds BLOCK output rows side by side, two columns of each at a time:
 * [rows / BLOCK][columns / 2][BLOCK][2]. One instruction then multiplies a pair of a token's values
 * with the pairs of many rows and adds both products: pmaddwd (SSE2, AVX2), vpdpwssd (AVX-512
 * VNNI). Rows and columns are padded with zeros. On x86 the processor is asked which of them it
 * has; for others than x86 and ARM (NEON), and with ONDOL_PLAIN defined, the same is written in
 * plain C.
 *
 * No state but the caller's, no allocation, no I/O. Shapes as in model.py: T positions, D width,
 * H heads, G key and value heads, K width of a head, F inner width, V vocabulary, S positions kept.
 */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if !defined(ONDOL_PLAIN) && defined(__x86_64__)
#define X86 1
#include <immintrin.h>
#elif !defined(ONDOL_PLAIN) && defined(__ARM_NEON) && defined(__aarch64__)
#define NEON 1
#include <arm_neon.h>
#endif

#define BLOCK 16
#define CHUNK 64 /* positions that are read at once: bounds the scratch memory */
#define INLINE static inline __attribute__((always_inline))
#define EXPORT __attribute__((visibility("default")))
/* lets the compiler add a loop's terms in any order, that is, side by side */
#define SUM(variable) _Pragma(STRING(omp simd reduction(+ : variable)))
#define STRING(text) #text
#define STRING_OF(name) STRING(name)

enum { OK = 0, NO_SUCH_TOKEN = 1, NO_ROOM = 2 };

typedef struct {
    const int8_t *values; /* packed */
    const float *scales;  /* padded to whole blocks */
    int32_t rows, columns;
} Matrix;

typedef struct {
    const float *norm_D, *mlp_norm_D;
    Matrix qkv, out, gate_up, down;
} Layer;

typedef struct {
    const int8_t *values_VD; /* not packed: single rows are read */
    const float *scales_V;
} Rows;

typedef struct {
    int32_t layers, width, heads, groups, head, inner, vocabulary, positions;
    float eps;
    int32_t level; /* of the instruction sets below */
    const Layer *layer;
    const float *norm_D, *cos_TK, *sin_TK;
    Rows embedding, scores;
} Model;

typedef struct {
    float *keys_LGSK, *values_LGSK, *scratch;
    int32_t capacity, length;
} Sequence;

typedef void Multiply(const Matrix *m, const int16_t *x, const float *scales_T, int tokens,
                      float *y);

INLINE size_t padded(size_t count, size_t step) {
    return (count + step - 1) / step * step;
}

/* --- parts ---------------------------------------------------------------------------------- */

typedef union {
    float value;
    int32_t bits;
} Bits;

/* LANES floats side by side: a register of AVX2, of NEON. */
#ifdef X86
#define LANES 8
#else
#define LANES 4
#endif
typedef float Floats __attribute__((vector_size(4 * LANES)));
typedef float UnalignedFloats __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
#define floats(at) (*(const UnalignedFloats *)(at))

/* Added to a small float, this leaves the nearest whole number in its last bits. */
#define NEAREST 12582912.0f /* 1.5 * 2^23 */

/* e to the x, to 2e-7 of itself; without a branch, so that compilers take many x side by side.
 * 2^whole * e^rest, the latter by its series (fitted: Cephes, expf). */
INLINE float exponential(float x) {
    x = x < -87.0f ? -87.0f : x;
    x = x > 88.0f ? 88.0f : x;
    Bits nearest = {x * 1.44269504f + NEAREST};
    float whole = nearest.value - NEAREST;
    float rest = x - whole * 0.693359375f + whole * 2.12194440e-4f;
    float sum = 1.9875691500e-4f;
    sum = sum * rest + 1.3981999507e-3f;
    sum = sum * rest + 8.3334519073e-3f;
    sum = sum * rest + 4.1665795894e-2f;
    sum = sum * rest + 1.6666665459e-1f;
    sum = sum * rest + 5.0000001201e-1f;
    Bits power = {.bits = (int32_t)((uint32_t)nearest.bits << 23) + (127 << 23)};
    return (sum * rest * rest + rest + 1.0f) * power.value;
}

INLINE void normalise(const float *x_D, const float *weight_D, int width, float eps, float *y_D) {
    float squares = 0.0f;
    SUM(squares)
    for (int d = 0; d < width; d++) squares += x_D[d] * x_D[d];
    float factor = 1.0f / sqrtf(squares / (float)width + eps);
    for (int d = 0; d < width; d++) y_D[d] = x_D[d] * factor * weight_D[d];
}

/* Round a token's values to int16; as many levels as the sum of all products leaves room for. */
INLINE float round_off(const float *x, int columns, int16_t *y) {
    float largest = 0.0f;
#pragma omp simd reduction(max : largest)
    for (int c = 0; c < columns; c++) {
        float size = fabsf(x[c]);
        largest = size > largest ? size : largest;
    }
    int32_t room = INT32_MAX / (127 * columns);
    float levels = (float)(room < INT16_MAX ? room : INT16_MAX);
    float factor = largest > 0.0f ? levels / largest : 0.0f;
    for (int c = 0; c < columns; c++) {
        Bits nearest = {x[c] * factor + NEAREST};
        y[c] = (int16_t)nearest.bits;
    }
    if (columns % 2) y[columns] = 0;
    return largest / levels;
}

/* "Rotate half", and scaled by `factor`. */
INLINE void rotate(const float *x_K, const float *cos_K, const float *sin_K, int head, float factor,
                   float *y_K) {
    int half = head / 2;
    for (int k = 0; k < half; k++) {
        float low = x_K[k], high = x_K[k + half];
        y_K[k] = (low * cos_K[k] - high * sin_K[k]) * factor;
        y_K[k + half] = (high * cos_K[k + half] + low * sin_K[k + half]) * factor;
    }
}

/* One query over `seen` positions. Keys lie BLOCK positions side by side: [S / BLOCK][K][BLOCK];
 * those after `seen`, to the end of their block, are read too, whatever they are, and weigh
 * nothing. */
INLINE void attend(const float *query_K, const float *keys_SK, const float *values_SK, int head,
                   int seen, float *weights_S, float *y_K) {
    float largest = -1e30f, total = 0.0f;
    for (int at = 0; at < seen; at += LANES) {
        const float *keys = keys_SK + (size_t)(at - at % BLOCK) * (size_t)head + at % BLOCK;
        Floats sums = {0.0f};
        for (int k = 0; k < head; k++) sums += query_K[k] * floats(keys + k * BLOCK);
        memcpy(weights_S + at, &sums, sizeof sums);
    }
    const int read = (int)padded((size_t)seen, BLOCK);
    for (int s = seen; s < read; s++) weights_S[s] = -1e30f;
#pragma omp simd reduction(max : largest)
    for (int s = 0; s < read; s++) largest = weights_S[s] > largest ? weights_S[s] : largest;
    SUM(total)
    for (int s = 0; s < read; s++) {
        weights_S[s] = exponential(weights_S[s] - largest);
        total += weights_S[s];
    }
    int done = 0;
    for (; done + LANES <= head; done += LANES) {
        Floats sums = {0.0f};
        for (int s = 0; s < seen; s++)
            sums += weights_S[s] * floats(values_SK + (size_t)s * (size_t)head + done);
        sums /= total;
        memcpy(y_K + done, &sums, sizeof sums);
    }
    for (; done < head; done++) {
        float sum = 0.0f;
        for (int s = 0; s < seen; s++) sum += weights_S[s] * values_SK[s * head + done];
        y_K[done] = sum / total;
    }
}

/* --- the forward pass ------------------------------------------------------------------------ */

/* Where the parts of the scratch memory lie; strides are padded to what `multiply` writes. */
typedef struct {
    float *x_TD, *wide_T, *other_T, *scales_T, *weights_S;
    int16_t *rounded_T;
    size_t wide, other, rounded, bytes;
} Scratch;

static Scratch laid_out(const Model *m, int capacity, float *at) {
    size_t width = (size_t)m->width, inner = (size_t)m->inner, head = (size_t)m->head;
    size_t qkv = ((size_t)m->heads + 2 * (size_t)m->groups) * head, mixed = (size_t)m->heads * head;
    size_t widest = width > inner ? width : inner;
    Scratch s;
    s.wide = padded(qkv > width ? qkv : width, BLOCK);
    if (s.wide < 2 * inner) s.wide = padded(2 * inner, BLOCK);
    s.other = padded(mixed > widest ? mixed : widest, BLOCK);
    s.rounded = padded(s.other, 2 * BLOCK);
    s.x_TD = at;
    s.wide_T = s.x_TD + CHUNK * padded(width, BLOCK);
    s.other_T = s.wide_T + CHUNK * s.wide;
    s.scales_T = s.other_T + CHUNK * s.other;
    s.weights_S = s.scales_T + CHUNK;
    s.rounded_T = (int16_t *)(s.weights_S + padded((size_t)capacity, BLOCK));
    s.bytes = (size_t)((char *)(s.rounded_T + CHUNK * s.rounded) - (char *)at);
    return s;
}

/* y[t] = matrix * x[t], for each token; x lies `stride` apart, y as many as the padded rows. */
INLINE void project(const Matrix *matrix, const float *x, size_t stride, int tokens, Scratch *s,
                    float *y, Multiply *multiply) {
    size_t columns = padded((size_t)matrix->columns, 2);
    for (int t = 0; t < tokens; t++)
        s->scales_T[t] =
            round_off(x + (size_t)t * stride, matrix->columns, s->rounded_T + (size_t)t * columns);
    multiply(matrix, s->rounded_T, s->scales_T, tokens, y);
}

INLINE void add_rows(const float *rows, size_t stride, int tokens, int width, float *x_TD) {
    for (int t = 0; t < tokens; t++)
        for (int d = 0; d < width; d++)
            x_TD[(size_t)t * (size_t)width + (size_t)d] += rows[(size_t)t * stride + (size_t)d];
}

/* Read at most CHUNK tokens. With `hidden_TD` all positions are finished, else only the last one:
 * in the last layer the others are needed for their keys and values alone. */
INLINE void read_chunk(const Model *m, Sequence *q, const int32_t *tokens, int count, float *last_D,
                       float *hidden_TD, Multiply *multiply) {
    const int width = m->width, head = m->head, inner = m->inner, heads = m->heads;
    const int groups = m->groups, start = q->length;
    const int capacity = (int)padded((size_t)q->capacity, BLOCK);
    const float root = 1.0f / sqrtf((float)head);
    Scratch s = laid_out(m, capacity, q->scratch);
    for (int t = 0; t < count; t++) {
        const int8_t *row = m->embedding.values_VD + (size_t)tokens[t] * (size_t)width;
        float scale = m->embedding.scales_V[tokens[t]];
        for (int d = 0; d < width; d++) s.x_TD[t * width + d] = (float)row[d] * scale;
    }
    for (int at = 0; at < m->layers; at++) {
        const Layer *layer = m->layer + at;
        const size_t keep = (size_t)at * (size_t)groups * (size_t)capacity * (size_t)head;
        float *keys_GSK = q->keys_LGSK + keep, *values_GSK = q->values_LGSK + keep;
        for (int t = 0; t < count; t++)
            normalise(s.x_TD + t * width, layer->norm_D, width, m->eps,
                      s.other_T + (size_t)t * s.other);
        project(&layer->qkv, s.other_T, s.other, count, &s, s.wide_T, multiply);
        const size_t qkv = padded((size_t)layer->qkv.rows, BLOCK);
        for (int t = 0; t < count; t++) {
            const float *cos_K = m->cos_TK + (size_t)(start + t) * (size_t)head;
            const float *sin_K = m->sin_TK + (size_t)(start + t) * (size_t)head;
            for (int g = 0; g < groups; g++) {
                const float *key_K = s.wide_T + (size_t)t * qkv + (size_t)((heads + g) * head);
                const float *value_K = key_K + groups * head;
                const size_t group = (size_t)g * (size_t)head * (size_t)capacity;
                float *turned_K = s.other_T; /* what lay there was read by `project` */
                rotate(key_K, cos_K, sin_K, head, 1.0f, turned_K);
                const int place = (start + t) % BLOCK;
                float *keys = keys_GSK + group + (size_t)(start + t - place) * (size_t)head + place;
                for (int k = 0; k < head; k++) keys[k * BLOCK] = turned_K[k];
                memcpy(values_GSK + group + (size_t)(start + t) * (size_t)head, value_K,
                       sizeof(float) * (size_t)head);
            }
        }
        const int from = at == m->layers - 1 && hidden_TD == NULL ? count - 1 : 0;
        const int left = count - from;
        float *x_TD = s.x_TD + from * width;
        for (int t = from; t < count; t++) {
            const float *cos_K = m->cos_TK + (size_t)(start + t) * (size_t)head;
            const float *sin_K = m->sin_TK + (size_t)(start + t) * (size_t)head;
            for (int h = 0; h < heads; h++) {
                const size_t group =
                    (size_t)(h / (heads / groups)) * (size_t)head * (size_t)capacity;
                float *query_K = s.wide_T + (size_t)t * qkv + (size_t)(h * head);
                rotate(query_K, cos_K, sin_K, head, root, query_K);
                attend(query_K, keys_GSK + group, values_GSK + group, head, start + t + 1,
                       s.weights_S, s.other_T + (size_t)(t - from) * s.other + (size_t)(h * head));
            }
        }
        project(&layer->out, s.other_T, s.other, left, &s, s.wide_T, multiply);
        add_rows(s.wide_T, padded((size_t)layer->out.rows, BLOCK), left, width, x_TD);
        for (int t = 0; t < left; t++)
            normalise(x_TD + t * width, layer->mlp_norm_D, width, m->eps,
                      s.other_T + (size_t)t * s.other);
        project(&layer->gate_up, s.other_T, s.other, left, &s, s.wide_T, multiply);
        const size_t gate_up = padded((size_t)layer->gate_up.rows, BLOCK);
        for (int t = 0; t < left; t++) {
            const float *gate_F = s.wide_T + (size_t)t * gate_up, *up_F = gate_F + inner;
            float *y_F = s.other_T + (size_t)t * s.other;
            for (int f = 0; f < inner; f++)
                y_F[f] = gate_F[f] / (1.0f + exponential(-gate_F[f])) * up_F[f];
        }
        project(&layer->down, s.other_T, s.other, left, &s, s.wide_T, multiply);
        add_rows(s.wide_T, padded((size_t)layer->down.rows, BLOCK), left, width, x_TD);
    }
    if (hidden_TD != NULL)
        for (int t = 0; t < count; t++)
            normalise(s.x_TD + t * width, m->norm_D, width, m->eps,
                      hidden_TD + (size_t)t * (size_t)width);
    normalise(s.x_TD + (count - 1) * width, m->norm_D, width, m->eps, last_D);
    q->length += count;
}

INLINE void read_all(const Model *m, Sequence *q, const int32_t *tokens, int count,
                     const int32_t *allowed, int choices, float *logits, float *hidden_TD,
                     Multiply *multiply) {
    /* the first token's place is free again once all layers are through */
    float *last_D = q->scratch;
    for (int done = 0; done < count; done += CHUNK) {
        int part = count - done < CHUNK ? count - done : CHUNK;
        float *hidden = hidden_TD == NULL ? NULL : hidden_TD + (size_t)done * (size_t)m->width;
        read_chunk(m, q, tokens + done, part, last_D, hidden, multiply);
    }
    for (int n = 0; n < choices; n++) {
        const int8_t *row_D = m->scores.values_VD + (size_t)allowed[n] * (size_t)m->width;
        float sum = 0.0f;
        SUM(sum)
        for (int d = 0; d < m->width; d++) sum += last_D[d] * (float)row_D[d];
        logits[n] = sum * m->scores.scales_V[allowed[n]];
    }
}

/* --- a matrix with tokens, for each instruction set ------------------------------------------- */

/* A tile is some blocks of rows with some tokens: as many sums as registers hold. Sizes are
 * constants where it is called, so that its loops are unrolled and the sums never leave their
 * registers. */
#define TILE(tile, blocks, count)                                                 \
    tile(blocks, count, values, BLOCK *columns, x + (size_t)t * columns, columns, \
         m->scales + b * BLOCK, scales_T + t, y + (size_t)t * rows + b * BLOCK, rows)
#define ROW_OF_TILES(tile, blocks, most)                            \
    for (; t + most <= tokens; t += most) TILE(tile, blocks, most); \
    if (most > 3 && tokens - t == 3) TILE(tile, blocks, 3);         \
    if (tokens - t == 2) TILE(tile, blocks, 2);                     \
    if (tokens - t == 1) TILE(tile, blocks, 1);                     \
    b += blocks
#define MULTIPLY(tile, single, together, most)                              \
    const size_t columns = padded((size_t)m->columns, 2);                   \
    const size_t rows = padded((size_t)m->rows, BLOCK), all = rows / BLOCK; \
    for (size_t b = 0; b < all;) {                                          \
        const int8_t *values = m->values + b * BLOCK * columns;             \
        int t = 0;                                                          \
        if (tokens == 1 && all - b >= single) {                             \
            TILE(tile, single, 1);                                          \
            b += single;                                                    \
        } else if (all - b >= together) {                                   \
            ROW_OF_TILES(tile, together, most);                             \
        } else {                                                            \
            ROW_OF_TILES(tile, 1, most);                                    \
        }                                                                   \
    }
/* For 16 registers of 4 sums, or 32 that sum even and odd columns apart. */
#define MULTIPLY_PAIRS(tile)                                                \
    const size_t columns = padded((size_t)m->columns, 2);                   \
    const size_t rows = padded((size_t)m->rows, BLOCK), all = rows / BLOCK; \
    for (size_t b = 0; b < all; b++) {                                      \
        const int8_t *values = m->values + b * BLOCK * columns;             \
        int t = 0;                                                          \
        for (; t + 2 <= tokens; t += 2) TILE(tile, 1, 2);                   \
        if (t < tokens) TILE(tile, 1, 1);                                   \
    }
#define TILE_ARGUMENTS                                                                       \
    const int blocks, const int count, const int8_t *values, size_t block, const int16_t *x, \
        size_t columns, const float *scales, const float *scales_T, float *y, size_t rows
#ifdef __clang__
#define EACH(index, end) _Pragma("unroll") for (int index = 0; index < (end); index++)
#else
#define EACH(index, end) _Pragma("GCC unroll 8") for (int index = 0; index < (end); index++)
#endif

INLINE int32_t pair(const int16_t *x) {
    int32_t both;
    memcpy(&both, x, sizeof both);
    return both;
}

#define READ_ARGUMENTS                                                                     \
    const Model *m, Sequence *q, const int32_t *tokens, int count, const int32_t *allowed, \
        int choices, float *logits, float *hidden_TD
#define READ(multiply) read_all(m, q, tokens, count, allowed, choices, logits, hidden_TD, multiply)

#if !defined(X86) && !defined(NEON)
static void multiply_plain(const Matrix *m, const int16_t *x, const float *scales_T, int tokens,
                           float *y) {
    const size_t columns = padded((size_t)m->columns, 2), rows = padded((size_t)m->rows, BLOCK);
    for (size_t b = 0; b < rows; b += BLOCK)
        for (int t = 0; t < tokens; t++) {
            const int8_t *w = m->values + b * columns;
            const int16_t *x_t = x + (size_t)t * columns;
            int32_t sums[BLOCK] = {0};
            for (size_t c = 0; c < columns; c += 2, w += 2 * BLOCK)
                for (int r = 0; r < BLOCK; r++)
                    sums[r] += w[2 * r] * x_t[c] + w[2 * r + 1] * x_t[c + 1];
            for (int r = 0; r < BLOCK; r++)
                y[(size_t)t * rows + b + (size_t)r] =
                    (float)sums[r] * scales_T[t] * m->scales[b + (size_t)r];
        }
}

static void read_plain(READ_ARGUMENTS) {
    READ(multiply_plain);
}
#endif

#ifdef X86
INLINE void tile_sse2(TILE_ARGUMENTS) {
    (void)blocks, (void)block;
    const __m128i zero = _mm_setzero_si128();
    __m128i sums[2][4];
    EACH(t, count) EACH(n, 4) sums[t][n] = zero;
    for (size_t c = 0; c < columns; c += 2) {
        __m128i w[4];
        EACH(n, 2) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(values + c * BLOCK + (size_t)n * 16));
            w[2 * n] = _mm_srai_epi16(_mm_unpacklo_epi8(zero, bytes), 8);
            w[2 * n + 1] = _mm_srai_epi16(_mm_unpackhi_epi8(zero, bytes), 8);
        }
        EACH(t, count) {
            __m128i both = _mm_set1_epi32(pair(x + (size_t)t * columns + c));
            EACH(n, 4) sums[t][n] = _mm_add_epi32(sums[t][n], _mm_madd_epi16(w[n], both));
        }
    }
    EACH(t, count) EACH(n, 4) {
        __m128 factor = _mm_mul_ps(_mm_loadu_ps(scales + n * 4), _mm_set1_ps(scales_T[t]));
        _mm_storeu_ps(y + (size_t)t * rows + n * 4,
                      _mm_mul_ps(_mm_cvtepi32_ps(sums[t][n]), factor));
    }
}

static void multiply_sse2(const Matrix *m, const int16_t *x, const float *scales_T, int tokens,
                          float *y) {
    MULTIPLY_PAIRS(tile_sse2)
}

static void read_sse2(READ_ARGUMENTS) {
    READ(multiply_sse2);
}

#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx2,fma,avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))

AVX2 INLINE void tile_avx2(TILE_ARGUMENTS) {
    __m256i sums[8];
    EACH(n, 2 * blocks * count) sums[n] = _mm256_setzero_si256();
    for (size_t c = 0; c < columns; c += 2) {
        __m256i w[4];
        EACH(n, 2 * blocks) {
            const int8_t *at = values + (size_t)(n / 2) * block + c * BLOCK + (size_t)(n % 2) * 16;
            w[n] = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)at));
        }
        EACH(t, count) {
            __m256i both = _mm256_set1_epi32(pair(x + (size_t)t * columns + c));
            EACH(n, 2 * blocks)
            sums[t * 2 * blocks + n] =
                _mm256_add_epi32(sums[t * 2 * blocks + n], _mm256_madd_epi16(w[n], both));
        }
    }
    EACH(t, count) {
        EACH(n, 2 * blocks) {
            __m256 factor =
                _mm256_mul_ps(_mm256_loadu_ps(scales + n * 8), _mm256_set1_ps(scales_T[t]));
            __m256 sum = _mm256_cvtepi32_ps(sums[t * 2 * blocks + n]);
            _mm256_storeu_ps(y + (size_t)t * rows + n * 8, _mm256_mul_ps(sum, factor));
        }
    }
}

AVX2 static void multiply_avx2(const Matrix *m, const int16_t *x, const float *scales_T, int tokens,
                               float *y){MULTIPLY(tile_avx2, 2, 1, 3)}

AVX2 static void read_avx2(READ_ARGUMENTS) {
    READ(multiply_avx2);
}

AVX512 INLINE void tile_avx512(TILE_ARGUMENTS) {
    __m512i sums[8];
    EACH(n, blocks * count) sums[n] = _mm512_setzero_si512();
    for (size_t c = 0; c < columns; c += 2) {
        __m512i w[4];
        EACH(n, blocks) {
            const int8_t *at = values + (size_t)n * block + c * BLOCK;
            w[n] = _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)at));
        }
        EACH(t, count) {
            __m512i both = _mm512_set1_epi32(pair(x + (size_t)t * columns + c));
            EACH(n, blocks)
            sums[t * blocks + n] = _mm512_dpwssd_epi32(sums[t * blocks + n], w[n], both);
        }
    }
    EACH(t, count) {
        EACH(n, blocks) {
            __m512 factor =
                _mm512_mul_ps(_mm512_loadu_ps(scales + n * BLOCK), _mm512_set1_ps(scales_T[t]));
            __m512 sum = _mm512_cvtepi32_ps(sums[t * blocks + n]);
            _mm512_storeu_ps(y + (size_t)t * rows + n * BLOCK, _mm512_mul_ps(sum, factor));
        }
    }
}

AVX512 static void multiply_avx512(const Matrix *m, const int16_t *x, const float *scales_T,
                                   int tokens, float *y){MULTIPLY(tile_avx512, 4, 2, 4)}

AVX512 static void read_avx512(READ_ARGUMENTS) {
    READ(multiply_avx512);
}
#endif

#ifdef NEON
/* Sums of the even and of the odd columns apart, added at the end. */
INLINE void tile_neon(TILE_ARGUMENTS) {
    (void)blocks, (void)block;
    int32x4_t sums[2][8];
    EACH(t, count) EACH(n, 8) sums[t][n] = vdupq_n_s32(0);
    for (size_t c = 0; c < columns; c += 2) {
        int8x16_t low = vld1q_s8(values + c * BLOCK), high = vld1q_s8(values + c * BLOCK + 16);
        int16x8_t w[4] = {vmovl_s8(vget_low_s8(low)), vmovl_high_s8(low),
                          vmovl_s8(vget_low_s8(high)), vmovl_high_s8(high)};
        EACH(t, count) {
            int16x8_t both = vreinterpretq_s16_s32(vdupq_n_s32(pair(x + (size_t)t * columns + c)));
            EACH(n, 4) {
                sums[t][2 * n] = vmlal_s16(sums[t][2 * n], vget_low_s16(w[n]), vget_low_s16(both));
                sums[t][2 * n + 1] = vmlal_high_s16(sums[t][2 * n + 1], w[n], both);
            }
        }
    }
    EACH(t, count) EACH(n, 4) {
        float32x4_t sum = vcvtq_f32_s32(vpaddq_s32(sums[t][2 * n], sums[t][2 * n + 1]));
        float32x4_t factor = vmulq_n_f32(vld1q_f32(scales + n * 4), scales_T[t]);
        vst1q_f32(y + (size_t)t * rows + n * 4, vmulq_f32(sum, factor));
    }
}

static void multiply_neon(const Matrix *m, const int16_t *x, const float *scales_T, int tokens,
                          float *y) {
    MULTIPLY_PAIRS(tile_neon)
}

static void read_neon(READ_ARGUMENTS) {
    READ(multiply_neon);
}
#endif

/* --- what Python calls ----------------------------------------------------------------------- */

typedef struct {
    const char *name;
    void (*read)(READ_ARGUMENTS);
} Level;

static const Level LEVELS[] = {
#if defined(NEON)
    {"neon", read_neon},
#elif defined(X86)
    {"sse2", read_sse2},
    {"avx2", read_avx2},
    {"avx512vnni", read_avx512},
#else
    {"plain", read_plain},
#endif
};

/* The sha256 of the source that this was made from, as build.py names it. */
EXPORT const char *ondol_source(void) {
    return STRING_OF(ONDOL_SOURCE);
}

/* How many levels this processor has; the last is the fastest. */
EXPORT int ondol_levels(void) {
#ifdef X86
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 1;
    if (!__builtin_cpu_supports("avx512vnni") || !__builtin_cpu_supports("avx512bw") ||
        !__builtin_cpu_supports("avx512vl") || !__builtin_cpu_supports("avx512dq"))
        return 2;
    return 3;
#else
    return 1;
#endif
}

EXPORT const char *ondol_level(int level) {
    return LEVELS[level].name;
}

EXPORT int64_t ondol_scratch_bytes(const Model *m, int32_t capacity) {
    return (int64_t)laid_out(m, capacity, NULL).bytes;
}

/* Read tokens; write the logits of those `allowed` after the last one and, where `hidden_TD` is
 * given, all hidden states after the last norm. Returns 0, or what is wrong; then nothing was read.
 */
EXPORT int ondol_read(const Model *m, Sequence *q, const int32_t *tokens, int32_t count,
                      const int32_t *allowed, int32_t choices, float *logits, float *hidden_TD) {
    if (count < 1 || count > q->capacity - q->length || q->length + count > m->positions)
        return NO_ROOM;
    for (int t = 0; t < count; t++)
        if (tokens[t] < 0 || tokens[t] >= m->vocabulary) return NO_SUCH_TOKEN;
    for (int n = 0; n < choices; n++)
        if (allowed[n] < 0 || allowed[n] >= m->vocabulary) return NO_SUCH_TOKEN;
    LEVELS[m->level].read(m, q, tokens, count, allowed, choices, logits, hidden_TD);
    return OK;
}
