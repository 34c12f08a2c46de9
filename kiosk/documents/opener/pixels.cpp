#include "kiosk/documents/opener/pixels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kiosk::opener {

namespace {

/// The source pixels that one pixel of the result is made of; the weights sum to 1.
struct Share {
    std::uint32_t first = 0;
    std::vector<float> weights;  ///< empty: outside of the photo
};

std::vector<Share> shares(std::uint32_t source, std::uint32_t whole, std::uint32_t from, std::uint32_t count)
{
    std::vector<Share> all(count);
    const double step = static_cast<double>(source) / whole;
    const double reach = std::max(1.0, step) / 2;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (from + i >= whole) continue;
        const double centre = (from + i + 0.5) * step;
        const double begin = std::clamp(centre - reach, 0.0, source - 1.0);
        const double end = std::clamp(centre + reach, begin + 1e-6, static_cast<double>(source));
        Share& share = all[i];
        share.first = static_cast<std::uint32_t>(begin);
        for (double at = share.first; at < end; at += 1)
            share.weights.push_back(static_cast<float>(std::min(at + 1, end) - std::max(at, begin)));
        float sum = 0;
        for (const float weight : share.weights) sum += weight;
        for (float& weight : share.weights) weight /= sum;
    }
    return all;
}

}  // namespace

protocol::pages::Drawn scaled(const Pixels& source, const protocol::pages::Draw& draw)
{
    protocol::pages::Drawn drawn{draw.wide, draw.tall, {}};
    drawn.pixels.assign(std::size_t{4} * draw.wide * draw.tall, '\xFF');
    const auto whole_height = protocol::pages::height_at({source.width, source.height}, draw.width);
    const auto columns = shares(source.width, draw.width, draw.x, draw.wide);
    const auto rows = shares(source.height, whole_height, draw.y, draw.tall);

    std::vector<float> sums(std::size_t{3} * draw.wide);
    for (std::uint32_t y = 0; y < draw.tall; ++y) {
        std::fill(sums.begin(), sums.end(), 0.F);
        for (std::size_t r = 0; r < rows[y].weights.size(); ++r) {
            const std::uint8_t* row = source.rgb.data() + std::size_t{3} * source.width * (rows[y].first + r);
            const float of_row = rows[y].weights[r];
            for (std::uint32_t x = 0; x < draw.wide; ++x) {
                const std::uint8_t* at = row + std::size_t{3} * columns[x].first;
                float* sum = sums.data() + std::size_t{3} * x;
                for (const float of_column : columns[x].weights) {
                    const float weight = of_row * of_column;
                    for (int c = 0; c < 3; ++c) sum[c] += weight * static_cast<float>(at[c]);
                    at += 3;
                }
            }
        }
        if (rows[y].weights.empty()) continue;
        char* out = drawn.pixels.data() + std::size_t{4} * draw.wide * y;
        for (std::uint32_t x = 0; x < draw.wide; ++x, out += 4) {
            if (columns[x].weights.empty()) continue;
            for (std::size_t c = 0; c < 3; ++c)
                out[c] = static_cast<char>(
                    static_cast<std::uint8_t>(std::lround(sums[std::size_t{3} * x + 2 - c])));
        }
    }
    return drawn;
}

}  // namespace kiosk::opener
