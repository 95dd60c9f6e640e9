-- Puts records into partitions. KEYS[1] is the workspace's prefix; ARGV: kind's label ('' where records have no spoken numbers), then name, score and id of each place.
for i = 2, #ARGV, 3 do
  put(KEYS[1] .. 'x:' .. ARGV[i], ARGV[i + 1], memberOf(ARGV[1], ARGV[i + 2]))
end
